using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Functions.Extract.Spotify;
using Functions.Forget;
using Functions.Hosting;
using Functions.Publish;
using Functions.Repair;

namespace Twin.Tests.Support;

/// <summary>The functions' handlers in this process: for tests that are not about processes, packages or limits. A
/// handler gets the variables that its process would have, and clients with its role's credentials.</summary>
internal sealed class InProcessFunctions : IFunctionRuntime
{
    public static InProcessFunctions Instance { get; } = new();

    public Task<IExecutionEnvironment> StartAsync(
        LambdaFunction function,
        LambdaEngineOptions options,
        FunctionFolders folders,
        string logStream,
        Action<string?, string> write,
        CancellationToken cancellationToken)
    {
        const string None = "none";
        var place = new FunctionProcessPaths(
            None, None, None, None, None, FunctionHost.LogGroupOf(function), logStream);
        var variables = FunctionVariables.Create(function, options, place);
        return Task.FromResult<IExecutionEnvironment>(
            new InProcessEnvironment(function.Handler, variables, Construct, write));
    }

    private static object Construct(Type type, IReadOnlyDictionary<string, string> variables, Stream output)
    {
        var environment = new FunctionEnvironment(variables.GetValueOrDefault);
        return type == typeof(ExtractHandler) ? new ExtractHandler(
                ExtractSettings.From(environment),
                S3(variables),
                Parameters(variables),
                SpotifyTransport.Create(),
                output,
                TimeProvider.System)
            : type == typeof(TransformHandler) ? new TransformHandler(
                TransformSettings.From(environment),
                S3(variables),
                output,
                TimeProvider.System,
                () => Parameters(variables))
            : type == typeof(RepairHandler) ? new RepairHandler(
                RepairSettings.From(environment),
                S3(variables),
                output,
                TimeProvider.System,
                () => Parameters(variables))
            : type == typeof(PublishHandler) ? new PublishHandler(
                PublicationSettings.From(environment), S3(variables), TimeProvider.System)
            : type == typeof(ForgetHandler) ? new ForgetHandler(
                ForgetSettings.From(environment), S3(variables), TimeProvider.System, () => Parameters(variables))
            : throw new ArgumentException($"{type} is not a handler of the stack", nameof(type));
    }

    private static S3Client S3(IReadOnlyDictionary<string, string> variables) =>
        new(Credentials(variables), With(new AmazonS3Config(), "S3", variables));

    private static AmazonSimpleSystemsManagementClient Parameters(IReadOnlyDictionary<string, string> variables) =>
        new(Credentials(variables), With(new AmazonSimpleSystemsManagementConfig(), "SSM", variables));

    private static SessionAWSCredentials Credentials(IReadOnlyDictionary<string, string> variables) => new(
        variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"], variables["AWS_SESSION_TOKEN"]);

    private static TConfig With<TConfig>(
        TConfig config, string service, IReadOnlyDictionary<string, string> variables)
        where TConfig : ClientConfig
    {
        config.ServiceURL = variables[$"AWS_ENDPOINT_URL_{service}"];
        config.AuthenticationRegion = variables["AWS_REGION"];
        return config;
    }
}

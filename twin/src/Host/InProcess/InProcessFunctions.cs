using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.SimpleSystemsManagement;
using Functions.Extract;
using Functions.Extract.Spotify;
using Functions.Forget;
using Functions.Hosting;
using Functions.Lake;
using Functions.Publish;
using Functions.Repair;
using Functions.Transform;
using Twin.Aws.Lambda;

namespace Twin.Host.InProcess;

/// <summary>The functions' handlers in this process: for runs that are not about processes, packages or limits. A
/// handler gets the variables that its process would have, and clients with its role's credentials.</summary>
/// <param name="wire">The way of the handlers' requests to AWS; null: they go straight.</param>
public sealed class InProcessFunctions(IFunctionWire? wire = null) : IFunctionRuntime
{
    private static readonly SocketsHttpHandler Connections = new();

    public static InProcessFunctions Instance { get; } = new();

    Task<IExecutionEnvironment> IFunctionRuntime.StartAsync(
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
            new InProcessEnvironment(function, variables, Construct, write));
    }

    private object Construct(Type type, InProcessEnvironment owner, Stream output)
    {
        var variables = owner.Variables;
        var environment = new FunctionEnvironment(variables.GetValueOrDefault);
        var time = wire is null ? TimeProvider.System : owner.Time;
        return type == typeof(ExtractHandler) ? new ExtractHandler(
                ExtractSettings.From(environment),
                S3(owner),
                Parameters(owner),
                SpotifyTransport.Create(),
                output,
                time)
            : type == typeof(TransformHandler) ? new TransformHandler(
                TransformSettings.From(environment), S3(owner), output, time, () => Parameters(owner))
            : type == typeof(RepairHandler) ? new RepairHandler(
                RepairSettings.From(environment), S3(owner), output, time, () => Parameters(owner))
            : type == typeof(PublishHandler) ? new PublishHandler(
                PublicationSettings.From(environment), S3(owner), time)
            : type == typeof(ForgetHandler) ? new ForgetHandler(
                ForgetSettings.From(environment), S3(owner), time, () => Parameters(owner))
            : throw new ArgumentException($"{type} is not a handler of the stack", nameof(type));
    }

    private ObjectClient S3(InProcessEnvironment owner) =>
        new(Credentials(owner.Variables), With(new AmazonS3Config(), "S3", owner), wire);

    private ParameterClient Parameters(InProcessEnvironment owner) => new(
        Credentials(owner.Variables), With(new AmazonSimpleSystemsManagementConfig(), "SSM", owner), wire);

    private static SessionAWSCredentials Credentials(IReadOnlyDictionary<string, string> variables) => new(
        variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"], variables["AWS_SESSION_TOKEN"]);

    private TConfig With<TConfig>(TConfig config, string service, InProcessEnvironment owner)
        where TConfig : ClientConfig
    {
        config.ServiceURL = owner.Variables[$"AWS_ENDPOINT_URL_{service}"];
        config.AuthenticationRegion = owner.Variables["AWS_REGION"];
        if (wire is not null)
        {
            config.HttpClientFactory = new WiredClient(
                new HttpClient(new Wired(wire, owner) { InnerHandler = Connections }));
        }

        return config;
    }

    // The waits before repetitions take no time where answers are troubled.
    private static void EndWaits(RuntimePipeline pipeline, IFunctionWire? wire)
    {
        if (wire is not null
            && pipeline.Handlers.OfType<RetryHandler>().Single().RetryPolicy is StandardRetryPolicy policy)
        {
            policy.MaxBackoffInMilliseconds = 0;
        }
    }

    // The pipeline is customized by the base's constructor.
#pragma warning disable CA2214
    private sealed class ObjectClient : S3Client
    {
        public ObjectClient(AWSCredentials credentials, AmazonS3Config config, IFunctionWire? wire)
            : base(credentials, config) => EndWaits(RuntimePipeline, wire);
    }

    private sealed class ParameterClient : AmazonSimpleSystemsManagementClient
    {
        public ParameterClient(
            AWSCredentials credentials, AmazonSimpleSystemsManagementConfig config, IFunctionWire? wire)
            : base(credentials, config) => EndWaits(RuntimePipeline, wire);
    }
#pragma warning restore CA2214

    private sealed class WiredClient(HttpClient client) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }

    private sealed class Wired(IFunctionWire wire, InProcessEnvironment owner) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            owner.IsAlive
                ? wire.SendAsync(
                    new FunctionRequest(
                        owner.Name, request, () => base.SendAsync(request, cancellationToken), cancellationToken),
                    owner)
                : InProcessEnvironment.NeverAsync<HttpResponseMessage>();
    }
}

/// <summary>The way between the functions in this process and AWS.</summary>
public interface IFunctionWire
{
    Task<HttpResponseMessage> SendAsync(FunctionRequest request, IFunctionProcess process);
}

/// <param name="Function">The function's name.</param>
/// <param name="SendAsync">Sends it.</param>
/// <param name="Cancellation">The cancellation of the request by the function.</param>
public sealed record FunctionRequest(
    string Function,
    HttpRequestMessage Message,
    Func<Task<HttpResponseMessage>> SendAsync,
    CancellationToken Cancellation);

/// <summary>The stand-in for the process of a function.</summary>
public interface IFunctionProcess
{
    FunctionTime Time { get; }

    /// <summary>Ends the process at once: none of its code runs on.</summary>
    /// <returns>Never.</returns>
    Task<T> KillAsync<T>(FunctionEnd how);

    /// <summary>Runs the same event in another process, to its end.</summary>
    Task RunAnotherAsync();
}

public enum FunctionEnd
{
    Killed,
    TimedOut,
    OutOfMemory,
}

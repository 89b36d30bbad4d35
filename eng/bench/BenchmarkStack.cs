using System.Text.Json.Nodes;
using Twin.Aws.S3;
using Twin.Host;
using Twin.Host.Loading;

namespace Bench;

/// <summary>The declared stack's services on 127.0.0.1, in this process. Each function runs in its own process, one
/// at a time, and no object that it writes starts another.</summary>
internal sealed class BenchmarkStack : IAsyncDisposable
{
    // The smaller of the two stacks: their differences do not affect the measurements.
    public const string Name = "dev";

    private readonly TemporaryFolder _folder;
    private readonly TwinServices _services;

    private BenchmarkStack(DeclaredStack stack, TemporaryFolder folder, TwinServices services)
    {
        Declared = stack;
        (_folder, _services) = (folder, services);
        services.Get<S3Service>().Deliveries = _ => 0;
    }

    public DeclaredStack Declared { get; }

    /// <param name="settings">The settings that replace the stack's own.</param>
    public static async Task<BenchmarkStack> StartAsync(
        IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellationToken)
    {
        var stack = await StackLoader.LoadAsync(StackConfiguration.Read(PulumiProject.Folder, Name).With(settings));
        var clock = new VirtualClock(TimeProvider.System.GetUtcNow());
        var folder = TemporaryFolder.Create("bench");
        try
        {
            var services = await TwinServices.StartAsync(
                stack, folder.FullName, clock, new Timeline(TimeProvider.System, clock), cancellationToken);
            return new BenchmarkStack(stack, folder, services);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A function without a process: its first invocation is a cold one.</summary>
    public FunctionProcess Function(string handler) => new(Declaration(handler), Declared.Region, Endpoints);

    public LambdaFunction Declaration(string handler) =>
        _services.Get<LambdaService>().Functions.Single(function => function.Handler == handler);

    /// <summary>The services' addresses, by the environment variables that AWS's SDKs read.</summary>
    public IReadOnlyDictionary<string, string> Endpoints => _services.Get<ServiceEndpoints>().Variables;

    public Task PutAsync(
        string bucket, string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _services.Get<S3Service>().Buckets.PutAsync(
            bucket, key, content, "application/json", ObjectEncryption.OfS3, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>A function from the package that would be uploaded, in its own process: it starts with the first
/// invocation, and ends with the disposal of this object.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly string _name;
    private readonly LambdaEngine _lambda;

    public FunctionProcess(LambdaFunction function, string region, IReadOnlyDictionary<string, string> endpoints)
    {
        _name = function.Name;
        _lambda = new LambdaEngine(new LambdaEngineOptions { Region = region, Endpoints = endpoints });
        _lambda.Add(function);
    }

    /// <summary>Invokes the function, and waits for its answer.</summary>
    public async Task<InvokeResult> InvokeAsync(JsonNode payload, CancellationToken cancellationToken)
    {
        var result = await _lambda.InvokeAsync(
            _name, System.Text.Encoding.UTF8.GetBytes(payload.ToJsonString()), cancellationToken);
        return result.Error is { } error
            ? throw new RunFailedException($"{_name} failed: {error.Type}: {error.Message}")
            : result;
    }

    public ValueTask DisposeAsync() => _lambda.DisposeAsync();
}

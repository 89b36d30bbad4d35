using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Aws.Lambda;
using Local.Aws.S3;
using Local.Twin;
using Local.Twin.Declaration;

namespace Bench;

/// <summary>
/// The declared stack's services on 127.0.0.1, in this process, and functions of it in processes of their own: one at a
/// time, and nothing that they write starts another.
/// </summary>
internal sealed class BenchmarkStack : IAsyncDisposable
{
    // The smaller of the two: what is measured does not hang on what they differ in.
    private const string Name = "dev";

    private readonly TemporaryFolder _folder;
    private readonly TwinServices _services;

    private BenchmarkStack(DeclaredStack stack, TemporaryFolder folder, TwinServices services)
    {
        Declared = stack;
        (_folder, _services) = (folder, services);
        services.Get<S3Service>().Deliveries = _ => 0;
    }

    /// <summary>What is declared.</summary>
    public DeclaredStack Declared { get; }

    /// <summary>Starts the services.</summary>
    /// <param name="settings">Settings that take the place of the stack's own.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InputException">The stack's configuration is wrong.</exception>
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

    /// <summary>A function that has no process yet: its first invocation is a cold one.</summary>
    /// <param name="handler">As it is declared.</param>
    public FunctionProcess Function(string handler) => new(Declaration(handler), Declared.Region, Endpoints);

    /// <summary>A function as it is declared.</summary>
    public LambdaFunction Declaration(string handler) =>
        _services.Get<LambdaService>().Functions.Single(function => function.Handler == handler);

    /// <summary>The services' addresses, by the variables that AWS's SDKs read.</summary>
    public IReadOnlyDictionary<string, string> Endpoints => _services.Get<ServiceEndpoints>().Variables;

    /// <summary>Puts an object where it belongs, and nothing is started by it.</summary>
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

using System.Text.Json.Nodes;
using Functions.Lake;
using Functions.Transform;
using Infra.Settings;
using Twin.Aws.S3;

namespace Bench.Transform;

/// <summary>Runs the transform function over the twin's S3 for the tables of a snapshot, each time in a new
/// process.</summary>
internal sealed class TransformTrial : IAsyncDisposable
{
    // The stack cannot be declared without them, and no program uses them.
    private static readonly KeyValuePair<string, string>[] NoSecrets =
    [
        KeyValuePair.Create(KnownSettings.ClientSecret.Key, "none"),
        KeyValuePair.Create(KnownSettings.RefreshToken.Key, "none"),
    ];

    private readonly BenchmarkStack _stack;
    private readonly LambdaEngine _lambda;
    private readonly string _bucket;
    private int _processes;

    private TransformTrial(BenchmarkStack stack)
    {
        _stack = stack;
        _lambda = new LambdaEngine(
            new LambdaEngineOptions { Region = stack.Declared.Region, Endpoints = stack.Endpoints });
        _bucket = stack.Declared.OfType(S3Resources.BucketNotification)
            .Select(notification => notification.Text("bucket"))
            .First(bucket => bucket.Contains("raw", StringComparison.Ordinal));
    }

    /// <summary>Starts the services, and puts the snapshot into the raw bucket.</summary>
    public static async Task<TransformTrial> StartAsync(RawPages pages, CancellationToken cancellationToken)
    {
        var trial = new TransformTrial(await BenchmarkStack.StartAsync(NoSecrets, cancellationToken));
        try
        {
            foreach (var name in pages.Manifest.Pages.Select(page => page.Name).Append(RawSnapshot.ManifestName))
            {
                var bytes = await File.ReadAllBytesAsync(Path.Combine(pages.Folder, name), cancellationToken);
                await trial._stack.PutAsync(trial._bucket, RawPages.Snapshot.Prefix + name, bytes, cancellationToken);
            }

            return trial;
        }
        catch
        {
            await trial.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the function in its own process: the time from its start to its answer, and its memory.</summary>
    public async Task<InvokeResult> RunAsync(string package, CancellationToken cancellationToken)
    {
        var declared = _stack.Declaration(TransformHandler.Name);
        var function = declared with { Name = $"{declared.Name}-{_processes++}", PackagePath = package };
        _lambda.Add(function);
        var result = await _lambda.InvokeAsync(
            function.Name, System.Text.Encoding.UTF8.GetBytes(Event().ToJsonString()), cancellationToken);
        return result.Error is { } error
            ? throw new RunFailedException($"{declared.Name} failed: {error.Type}: {error.Message}")
            : result;
    }

    /// <summary>The time of Python with pandas and boto3, from its start until it has the snapshot's first
    /// page.</summary>
    public async Task<TimeSpan> RunAsync(PythonBaseline python, CancellationToken cancellationToken) =>
        await python.GetAsync(
            _stack.Endpoints["AWS_ENDPOINT_URL_S3"],
            _stack.Declared.Region,
            _stack.Declaration(TransformHandler.Name).Credentials,
            _bucket,
            RawPages.Snapshot.Page(0),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _lambda.DisposeAsync();
        await _stack.DisposeAsync();
    }

    private JsonObject Event() => new()
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["eventVersion"] = "2.1",
            ["eventSource"] = "aws:s3",
            ["awsRegion"] = _stack.Declared.Region,
            ["eventTime"] = "2026-11-02T06:00:07.000Z",
            ["eventName"] = "ObjectCreated:Put",
            ["s3"] = new JsonObject
            {
                ["bucket"] = new JsonObject { ["name"] = _bucket },
                ["object"] = new JsonObject { ["key"] = Uri.EscapeDataString(RawPages.Snapshot.Manifest) },
            },
        }),
    };
}

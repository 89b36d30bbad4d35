using Infra;
using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

internal sealed class VerifyTarget
{
    /// <summary>Reads all names at once, so that a missing one ends the command before anything is started.</summary>
    public VerifyTarget(StackAccess stack, bool isReadOnly)
    {
        var outputs = stack.Outputs;
        (Stack, IsReadOnly, Lake) = (stack, isReadOnly, new LakeReader(stack.Aws));
        RawBucket = outputs.Text(nameof(SpotifyStack.RawBucket));
        ProcessedBucket = outputs.Text(nameof(SpotifyStack.ProcessedBucket));
        ExtractFunction = outputs.Text(nameof(SpotifyStack.ExtractFunction));
        TransformFunction = outputs.Text(nameof(SpotifyStack.TransformFunction));
        SparkJob = outputs.Text(nameof(SpotifyStack.SparkJob));
        RepairFunction = outputs.Text(nameof(SpotifyStack.RepairFunction));
        PublishFunction = outputs.Text(nameof(SpotifyStack.PublishFunction));
        Publication = outputs.Text(nameof(SpotifyStack.Publication));
        Database = outputs.Text(nameof(SpotifyStack.Database));
        WorkGroup = outputs.Text(nameof(SpotifyStack.WorkGroup));
        NamedQueries = outputs.Texts(nameof(SpotifyStack.NamedQueries));
        AlarmTopic = outputs.Text(nameof(SpotifyStack.AlarmTopic));
    }

    public StackAccess Stack { get; }
    public AwsCli Aws => Stack.Aws;
    public LakeReader Lake { get; }

    /// <summary>True if nothing may be started or sent.</summary>
    public bool IsReadOnly { get; }

    public string RawBucket { get; }
    public string ProcessedBucket { get; }
    public string ExtractFunction { get; }

    /// <summary>The function that makes the tables; empty where Spark makes them.</summary>
    public string TransformFunction { get; }

    public bool HasTransform => TransformFunction.Length > 0;

    /// <summary>The Glue job that makes tables with Spark.</summary>
    public string SparkJob { get; }

    public string RepairFunction { get; }
    public string PublishFunction { get; }

    /// <summary>The ARN of the state machine that publishes.</summary>
    public string Publication { get; }

    public string Database { get; }

    public string WorkGroup { get; }
    public ImmutableArray<string> NamedQueries { get; }

    /// <summary>The ARN of the topic of the alarms.</summary>
    public string AlarmTopic { get; }
}

internal sealed class FunctionSettings
{
    private readonly JsonElement _settings;
    private readonly string _function;

    private FunctionSettings(JsonElement settings, string function) => (_settings, _function) = (settings, function);

    public static async Task<FunctionSettings> ReadAsync(
        AwsCli aws, string function, CancellationToken cancellationToken) => new(await aws.RunAsync(
            ["lambda", "get-function-configuration", "--function-name", function], cancellationToken), function);

    /// <summary>The function's log group: Lambda's default where it names none.</summary>
    public string LogGroup => _settings.Find("LoggingConfig")?.Text("LogGroup") ?? $"/aws/lambda/{_function}";

    public string? Variable(string name) => _settings.Find("Environment")?.Find("Variables")?.Text(name);
}

/// <summary>Runs a deployed stack once, from the extraction to the queries, and reports line by line. Each check is
/// made whatever became of the ones before it.</summary>
internal sealed class VerifySession(VerifyTarget target, TextWriter output, TimeProvider clock)
{
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var report = new VerificationReport(output, clock);
        var refused = new RefusedCallCheck(target, report, clock);
        var publication = new PublicationCheck(target, report, clock);
        var metrics = new MetricCheck(target, report, clock);
        var snapshots = await new ExtractionCheck(target, report).RunAsync(cancellationToken);
        var markers = await new SnapshotCheck(target, report, clock).RunAsync(snapshots, cancellationToken);
        await new QueryCheck(target, report, clock).RunAsync(cancellationToken);
        await publication.RunAsync(markers, cancellationToken);
        await metrics.RunAsync(cancellationToken);
        await new AlarmCheck(target, report, clock).RunAsync(cancellationToken);
        await new SubscriptionCheck(target, report).RunAsync(cancellationToken);
        await new TokenCheck(target, report, clock).RunAsync(cancellationToken);
        await new SettingsCheck(target, report).RunAsync(cancellationToken);

        // Last: a log line takes some seconds to CloudWatch.
        await refused.RunAsync(cancellationToken);
        report.Sum();
        return report.IsGood;
    }
}

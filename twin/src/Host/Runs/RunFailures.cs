using Functions.Forget;
using Functions.Publish;
using Functions.Transform;
using Twin.Aws.Athena.Statements;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Glue;
using Twin.Aws.Lambda;
using Twin.Aws.Sqs;
using Twin.Aws.StepFunctions;

namespace Twin.Host.Runs;

/// <summary>The reasons why a run failed, in words. A declared stage without work is a failure too: on AWS a wrong
/// prefix has no other symptom.</summary>
/// <param name="isImport">True if the run imported an export: nothing read Spotify, and only what follows an import
/// had work.</param>
/// <param name="hasPlaylists">True if playlists were to be read: without them, their tables have no files.</param>
internal sealed class RunFailures(
    DeclaredStack stack, LocalTwin twin, Timeline timeline, RunStage until, bool isImport, bool hasPlaylists)
{
    /// <summary>All reasons, each once. Consequences of another reason are in the timeline only.</summary>
    public ImmutableArray<string> All
    {
        get
        {
            var failed = timeline.Entries.Where(entry => entry.Kind == TimelineEntryKind.Failure).ToLookup(
                entry => entry.Source == TimelineSource.Athena, entry => entry.Text);
            IEnumerable<IEnumerable<string>> causesBeforeConsequences =
            [
                [
                    .. FailedEvents(), .. RefusedPlaylists(), .. Refused(), .. twin.Problems, .. failed[false],
                    .. ReasonsOfFailedExecutions(failed[true]),
                ],
                .. twin.Playlists.OnlyWaited ? [] : Consequences(failed[true]),
            ];

            return [.. (causesBeforeConsequences.FirstOrDefault(reasons => reasons.Any()) ?? []).Distinct()];
        }
    }

    // If Spotify asked for so long a wait that nothing has been read yet, idle later stages are expected.
    private IEnumerable<IEnumerable<string>> Consequences(IEnumerable<string> failedQueries) =>
        [IdleFunctions(), UnqueriedTables(), failedQueries, SilentAlarms()];

    // A publication fails if its statements do not find a table's files, or if no query runs; it does not say so.
    private IEnumerable<string> ReasonsOfFailedExecutions(IEnumerable<string> failedQueries) =>
        twin.Executions.Any(execution => execution.Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut)
            ? [.. UnqueriedTables(), .. failedQueries]
            : [];

    private IEnumerable<string> FailedEvents() => twin.Messages
        .Select(waiting => $"In {waiting.Queue}: {Summary(waiting.Message)}")
        .Concat(twin.Discarded.Select(function =>
            $"An event of {function} failed for the last time and was discarded."));

    // The function does not fail for them: on AWS the alarm playlists-refused tells.
    private IEnumerable<string> RefusedPlaylists() =>
        from playlist in twin.Playlists.Last
        where playlist.Value.IsRefused
        select $"{playlist.Key}: {playlist.Value.Outcome}: {playlist.Value.Reason?.TrimEnd('.')}. "
            + $"{playlist.Value.Advice}";

    private IEnumerable<string> Refused() => twin.Denied.Select(denied =>
        $"IAM refused {denied.Action} on {denied.Resource} to {denied.Principal}.");

    private IEnumerable<string> IdleFunctions() => stack.OfType(LambdaResources.Function)
        .Where(function => RunStages.Find(function) <= until && !twin.Invocations.Contains(function.PhysicalName))
        .Where(function => !isImport || WorksForImports(function))
        // A person invokes it, and no run does.
        .Where(function => function.OptionalText("handler") != ForgetHandler.Name)
        .Select(function => $"{function.PhysicalName} was never invoked: no event reached it. "
            + "Compare what its trigger waits for with the keys that were written.");

    private static bool WorksForImports(DeclaredResource function) =>
        function.OptionalText("handler") is { } handler
        && (handler == TransformHandler.Name || handler == PublishHandler.Name);

    private IEnumerable<string> UnqueriedTables() =>
        twin.Catalog.Databases.SelectMany(twin.Catalog.Tables)
            // The metadata of an Iceberg table list its files.
            .Where(table => table.Iceberg is null)
            .Select(WhyUnqueried).OfType<string>();

    // Athena does not report a partition without a file, nor a file without a partition.
    private string? WhyUnqueried(CatalogTable table)
    {
        try
        {
            var (objects, found) = (
                twin.ObjectsBelow(S3Folder.Parse(table.Location)).Count(), twin.CountQueriedFiles(table));
            return found == objects
                ? null
                : FormattableString.Invariant(
                    $"Queries of the table '{table.Name}' find {found} of the {objects} objects below ")
                    + $"{table.Location}: compare its partitions, or their projection, with the objects' keys.";
        }
        catch (AthenaException refused)
        {
            return refused.Message;
        }
    }

    // A misspelt name is not an error on AWS: the alarm never rings. Only a successful run has written every metric.
    private IEnumerable<string> SilentAlarms() => until < RunStage.Publish || !hasPlaylists ? [] : twin.UnknownMetrics
        .Where(metric => metric.IsWatched).Select(metric =>
        $"No function wrote the metric {new MetricIdentity(metric.Namespace, metric.Name, metric.Dimensions)} that "
        + $"{string.Join(" and ", metric.NamedBy)} names. Compare name, dimensions and unit with those in run.json.");

    private const string Unknown = "unknown";

    // The record is Lambda's, of an invocation that failed for the last time, or an event that a rule's target refused.
    private static string Summary(QueueMessage message)
    {
        if (message.Attributes.TryGetValue(DeadLetterAttributes.TargetArn, out var target))
        {
            return $"{target.Split(':')[^1]} refused an event of "
                + $"{message.Attributes[DeadLetterAttributes.RuleArn].Split('/')[^1]}";
        }

        using var json = JsonDocument.Parse(message.Body);
        var arn = Find(json.RootElement, "requestContext", "functionArn").Split(':');
        var function = arn[^1] == "$LATEST" ? arn[^2] : arn[^1];
        return $"{function} failed: {Find(json.RootElement, "responsePayload", "errorMessage")}";
    }

    private static string Find(JsonElement json, string part, string name) =>
        json.TryGetProperty(part, out var found)
        && found.ValueKind == JsonValueKind.Object
        && found.TryGetProperty(name, out var value)
            ? value.ToString()
            : Unknown;
}

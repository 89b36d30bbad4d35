using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Aws.Iam;
using Local.Twin.Declaration;

namespace Local.Twin.Runs;

/// <summary>What a run did, as <c>run.json</c> has it: a contract with whatever reads it.</summary>
public sealed record RunRecord
{
    /// <summary>Its name in the output folder.</summary>
    public const string FileName = "run.json";

    /// <summary>The stack that was run.</summary>
    public required string Stack { get; init; }

    /// <summary>The playlists, and how their last reading ended.</summary>
    public required ImmutableArray<PlaylistRecord> Playlists { get; init; }

    /// <summary>
    /// What was asked of Spotify's sandbox, and what went wrong there; empty when Spotify itself was read.
    /// </summary>
    public required SpotifyRecord Spotify { get; init; }

    /// <summary>By table: what the catalog has.</summary>
    public required ImmutableSortedDictionary<string, TableRecord> Tables { get; init; }

    /// <summary>By function: what it was asked to do.</summary>
    public required ImmutableSortedDictionary<string, FunctionRecord> Functions { get; init; }

    /// <summary>By named query: how many rows it gave.</summary>
    public required ImmutableSortedDictionary<string, QueryRecord> Queries { get; init; }

    /// <summary>Calls that IAM refused.</summary>
    public required ImmutableArray<DeniedRecord> Denied { get; init; }

    /// <summary>What a role may do and did not, in this run.</summary>
    public required ImmutableArray<UnusedPermissionRecord> UnusedPermissions { get; init; }

    /// <summary>By alarm: what it says at the end.</summary>
    public required ImmutableSortedDictionary<string, AlarmRecord> Alarms { get; init; }

    /// <summary>The metrics that the functions wrote, in the lake's own namespace.</summary>
    public required ImmutableArray<MetricRecord> Metrics { get; init; }

    /// <summary>
    /// Entries that could not be read, of the snapshots whose tables are there at the end: each once, however often its
    /// snapshot was transformed. They lie below <c>rejected/</c> in the processed bucket.
    /// </summary>
    public required int Rejected { get; init; }

    /// <summary>Metrics that an alarm or a dashboard names and that nobody wrote.</summary>
    public required ImmutableArray<UnknownMetricRecord> UnknownMetrics { get; init; }

    /// <summary>What the stack's topics would have sent, in order.</summary>
    public required ImmutableArray<NotificationRecord> Notifications { get; init; }

    /// <summary>What waits in the stack's queues: <c>redrive</c> gives it to the functions again.</summary>
    public ImmutableArray<MessageRecord> Messages { get; init; } = [];

    /// <summary>What the stack declares and the twin does not know.</summary>
    public required ImmutableArray<string> NotSimulated { get; init; }

    /// <summary>Why the run failed; empty when it did not.</summary>
    public required ImmutableArray<string> Failures { get; init; }

    /// <summary>The stack's time at the end of the run.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How long the run took, without building.</summary>
    public required double Seconds { get; init; }

    /// <summary>Writes the file.</summary>
    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, RunJson.Options) + "\n");

    /// <summary>Writes a record that was read and changed.</summary>
    public static void Write(string folder, JsonObject record) =>
        File.WriteAllText(Path.Combine(folder, FileName), record.ToJsonString(RunJson.Options) + "\n");

    /// <summary>
    /// The stack's time after a run: its own at the end of it, or the present one where that is later.
    /// </summary>
    /// <param name="folder">The run's.</param>
    /// <param name="clock">The present time.</param>
    /// <exception cref="InputException">The folder's record cannot be read.</exception>
    public static DateTimeOffset TimeAfter(string folder, TimeProvider clock)
    {
        var (file, now) = (Path.Combine(folder, FileName), clock.GetUtcNow());
        try
        {
            var ended = File.Exists(file)
                ? JsonNode.Parse(File.ReadAllText(file))?["endedAt"]?.GetValue<DateTimeOffset>()
                : null;
            return ended > now ? ended.Value : now;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{file} is no record of a run. Run the stack again.", broken);
        }
    }

    /// <summary>A part of a record as the file has it.</summary>
    public static JsonNode? ToJson<T>(T part) => JsonSerializer.SerializeToNode(part, RunJson.Options);

    /// <summary>Reads them back.</summary>
    /// <exception cref="JsonException">They are none.</exception>
    public static ImmutableArray<MessageRecord> MessagesFrom(JsonNode messages) =>
        messages.Deserialize<ImmutableArray<MessageRecord>>(RunJson.Options);

    /// <param name="Queue">The queue's name.</param>
    /// <param name="Id">The message's.</param>
    /// <param name="SentAt">On the stack's clock.</param>
    /// <param name="Body">Of the failure queue: Lambda's description of the failed invocation, JSON.</param>
    public sealed record MessageRecord(string Queue, string Id, DateTimeOffset SentAt, string Body);

    /// <param name="Id">Spotify's id.</param>
    /// <param name="Entries">Of its snapshot of the last day; null where there is none.</param>
    /// <param name="Outcome">
    /// <c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, <c>not found</c>, …; null: nothing was said of it.
    /// </param>
    /// <param name="Reason">Why it is not complete.</param>
    /// <param name="Advice">What to do about it.</param>
    /// <param name="WaitingUntil">When it is read on, on the stack's clock: ISO 8601.</param>
    public sealed record PlaylistRecord(
        string Id,
        string Name,
        int? Entries,
        string? Outcome,
        string? Reason = null,
        string? Advice = null,
        string? WaitingUntil = null);

    /// <param name="Requests">By kind and status.</param>
    /// <param name="Faults">By name: how often.</param>
    public sealed record SpotifyRecord(
        ImmutableArray<RequestsRecord> Requests, ImmutableSortedDictionary<string, int> Faults);

    /// <param name="Kind"><c>token</c>, <c>consent</c>, <c>playlist</c>, <c>entries</c> or <c>other</c>.</param>
    /// <param name="Status">HTTP's; 0: the connection was cut before an answer came.</param>
    public sealed record RequestsRecord(string Kind, int Status, int Count);

    /// <param name="Rows">Of all partitions.</param>
    public sealed record TableRecord(long Rows, int Partitions);

    /// <param name="Invocations">How often it ran, retries among them.</param>
    /// <param name="Errors">How many of these failed.</param>
    /// <param name="Seconds">In all.</param>
    public sealed record FunctionRecord(int Invocations, int Errors, double Seconds);

    /// <param name="Rows">Of the result.</param>
    public sealed record QueryRecord(int Rows, double Seconds);

    public sealed record DeniedRecord(string Principal, string Action, string Resource, int Times);

    public sealed record UnusedPermissionRecord(string Role, string Statement, string Action, string Resource);

    /// <param name="State"><c>OK</c>, <c>ALARM</c> or <c>INSUFFICIENT_DATA</c>.</param>
    /// <param name="Reason">Why.</param>
    public sealed record AlarmRecord(string State, string Reason);

    /// <param name="Units">CloudWatch's, as the values have them.</param>
    /// <param name="Sum">Of all values of the run.</param>
    /// <param name="Samples">How many values.</param>
    public sealed record MetricRecord(
        string Namespace,
        string Name,
        ImmutableSortedDictionary<string, string> Dimensions,
        string Units,
        double Sum,
        double Samples);

    /// <param name="NamedBy">The alarms and dashboards.</param>
    public sealed record UnknownMetricRecord(
        string Namespace,
        string Name,
        ImmutableSortedDictionary<string, string> Dimensions,
        ImmutableArray<string> NamedBy);

    /// <param name="Time">On the stack's clock.</param>
    /// <param name="Recipients">The addresses that have subscribed.</param>
    public sealed record NotificationRecord(
        DateTimeOffset Time, string Topic, string Subject, string Message, ImmutableArray<string> Recipients);
}

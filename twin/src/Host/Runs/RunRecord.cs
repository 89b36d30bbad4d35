using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Twin.Host.Loading;

namespace Twin.Host.Runs;

/// <summary>The content of <c>run.json</c>: a contract with its readers.</summary>
public sealed record RunRecord
{
    /// <summary>The name of the file in the output folder.</summary>
    public const string FileName = "run.json";

    private static readonly JsonSerializerOptions Complete = new(RunJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The stack that was run.</summary>
    public required string Stack { get; init; }

    /// <summary>The stage with which the run ended: a name of <see cref="RunStages"/>; null: a whole run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Until { get; init; }

    /// <summary>The playlists and the outcome of the last reading of each.</summary>
    public required ImmutableArray<PlaylistRecord> Playlists { get; init; }

    /// <summary>The requests to Spotify's sandbox and its faults; empty if Spotify itself was read.</summary>
    public required SpotifyRecord Spotify { get; init; }

    /// <summary>The tables of the catalog, by name.</summary>
    public required ImmutableSortedDictionary<string, TableRecord> Tables { get; init; }

    /// <summary>The use of each function, by name.</summary>
    public required ImmutableSortedDictionary<string, FunctionRecord> Functions { get; init; }

    /// <summary>The rows and the time of each named query, by name.</summary>
    public required ImmutableSortedDictionary<string, QueryRecord> Queries { get; init; }

    /// <summary>Calls that IAM refused.</summary>
    public required ImmutableArray<DeniedRecord> Denied { get; init; }

    /// <summary>The permissions of roles that were never used in this run.</summary>
    public required ImmutableArray<UnusedPermissionRecord> UnusedPermissions { get; init; }

    /// <summary>The state of each alarm at the end, by name.</summary>
    public required ImmutableSortedDictionary<string, AlarmRecord> Alarms { get; init; }

    /// <summary>The metrics that the functions wrote in the lake's own namespace.</summary>
    public required ImmutableArray<MetricRecord> Metrics { get; init; }

    /// <summary>
    /// The number of entries that could not be read, in the snapshots that have tables at the end. Each counts once,
    /// however often its snapshot was transformed. They are stored below <c>rejected/</c> in the processed bucket.
    /// </summary>
    public required int Rejected { get; init; }

    /// <summary>The metrics that an alarm or a dashboard names and nothing wrote.</summary>
    public required ImmutableArray<UnknownMetricRecord> UnknownMetrics { get; init; }

    /// <summary>The notifications that the stack's topics would have sent, in order.</summary>
    public required ImmutableArray<NotificationRecord> Notifications { get; init; }

    /// <summary>The messages in the stack's queues. <c>redrive</c> sends them to the functions again.</summary>
    public ImmutableArray<MessageRecord> Messages { get; init; } = [];

    /// <summary>The executions of state machines, in the order of their start.</summary>
    public ImmutableArray<ExecutionRecord> Executions { get; init; } = [];

    /// <summary>The declared parts of the stack that the twin does not simulate.</summary>
    public required ImmutableArray<string> NotSimulated { get; init; }

    /// <summary>The reasons why the run failed; empty if it succeeded.</summary>
    public required ImmutableArray<string> Failures { get; init; }

    /// <summary>The stack's time at the end of the run.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The duration of the run in seconds, without building.</summary>
    public required double Seconds { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">The file is not the record of a run.</exception>
    public static RunRecord Read(string file)
    {
        var record = JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(file), Complete);
        return record is not null
            && !(record.Playlists.IsDefault || record.Spotify.Requests.IsDefault || record.Denied.IsDefault
                || record.UnusedPermissions.IsDefault || record.Metrics.IsDefault || record.UnknownMetrics.IsDefault
                || record.Notifications.IsDefault || record.Messages.IsDefault || record.NotSimulated.IsDefault
                || record.Failures.IsDefault)
                ? record
                : throw new JsonException("a list has no value");
    }

    /// <summary>Writes the file.</summary>
    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, RunJson.Options) + "\n");

    /// <summary>Writes a record that was read and changed.</summary>
    public static void Write(string folder, JsonObject record) =>
        File.WriteAllText(Path.Combine(folder, FileName), record.ToJsonString(RunJson.Options) + "\n");

    /// <summary>
    /// The stack's time after a run: the time at which the run ended, or the present time if no run is known. The
    /// named queries are bounded by today, so of a run they always give what the run itself gave.
    /// </summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="clock">The clock of the present time.</param>
    /// <exception cref="InputException">The folder's record cannot be read.</exception>
    public static DateTimeOffset TimeAfter(string folder, TimeProvider clock)
    {
        var (file, now) = (Path.Combine(folder, FileName), clock.GetUtcNow());
        try
        {
            var ended = File.Exists(file)
                ? JsonNode.Parse(File.ReadAllText(file))?["endedAt"]?.GetValue<DateTimeOffset>()
                : null;
            return ended ?? now;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{file} is not the record of a run. Run the stack again.", broken);
        }
    }

    /// <summary>A part of a record in the file's format.</summary>
    public static JsonNode? ToJson<T>(T part) => JsonSerializer.SerializeToNode(part, RunJson.Options);

    /// <summary>Reads messages back.</summary>
    /// <exception cref="JsonException">The JSON is not an array of messages.</exception>
    public static ImmutableArray<MessageRecord> MessagesFrom(JsonNode messages) =>
        messages.Deserialize<ImmutableArray<MessageRecord>>(RunJson.Options);

    /// <param name="Queue">The queue's name.</param>
    /// <param name="Id">The message's id.</param>
    /// <param name="SentAt">The time of sending on the stack's clock.</param>
    /// <param name="Body">
    /// The message's text. In the failure queue it is Lambda's description of the failed invocation, JSON.
    /// </param>
    public sealed record MessageRecord(string Queue, string Id, DateTimeOffset SentAt, string Body);

    /// <param name="Id">The playlist's id on Spotify.</param>
    /// <param name="Entries">The number of entries of its snapshot of the last day; null if there is none.</param>
    /// <param name="Outcome">
    /// <c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, <c>not found</c>, …; null if none was reported.
    /// </param>
    /// <param name="Reason">The reason why it is not complete.</param>
    /// <param name="Advice">The advice for an operator.</param>
    /// <param name="WaitingUntil">The time at which it is read on, on the stack's clock: ISO 8601.</param>
    public sealed record PlaylistRecord(
        string Id,
        string Name,
        int? Entries,
        string? Outcome,
        string? Reason = null,
        string? Advice = null,
        string? WaitingUntil = null);

    /// <param name="Requests">The requests by kind and status.</param>
    /// <param name="Faults">The number of faults by name.</param>
    public sealed record SpotifyRecord(
        ImmutableArray<RequestsRecord> Requests, ImmutableSortedDictionary<string, int> Faults);

    /// <param name="Kind"><c>token</c>, <c>consent</c>, <c>playlist</c>, <c>entries</c> or <c>other</c>.</param>
    /// <param name="Status">The HTTP status; 0: the connection was cut before a response came.</param>
    public sealed record RequestsRecord(string Kind, int Status, int Count);

    /// <param name="Rows">The rows of all partitions.</param>
    public sealed record TableRecord(long Rows, int Partitions);

    /// <param name="Invocations">The number of invocations, retries included.</param>
    /// <param name="Errors">The number of these that failed.</param>
    /// <param name="Seconds">The total duration.</param>
    public sealed record FunctionRecord(int Invocations, int Errors, double Seconds);

    /// <param name="Rows">The rows of the result.</param>
    public sealed record QueryRecord(int Rows, double Seconds);

    /// <param name="Name">The name of the execution.</param>
    /// <param name="Machine">The name of the state machine.</param>
    /// <param name="StartedAt">The time of its start on the stack's clock.</param>
    /// <param name="EndedAt">The time of its end on the stack's clock; null if it has not ended.</param>
    /// <param name="Status"><c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c> or <c>TIMED_OUT</c>.</param>
    /// <param name="States">The names of the states that it entered, in order, each retry included.</param>
    /// <param name="Error">The name of its error; null if it has not failed.</param>
    /// <param name="Cause">The description of its error.</param>
    public sealed record ExecutionRecord(
        string Name,
        string Machine,
        DateTimeOffset StartedAt,
        DateTimeOffset? EndedAt,
        string Status,
        ImmutableArray<string> States,
        string? Error = null,
        string? Cause = null);

    public sealed record DeniedRecord(string Principal, string Action, string Resource, int Times);

    public sealed record UnusedPermissionRecord(string Role, string Statement, string Action, string Resource);

    /// <param name="State"><c>OK</c>, <c>ALARM</c> or <c>INSUFFICIENT_DATA</c>.</param>
    /// <param name="Reason">The reason for the state.</param>
    public sealed record AlarmRecord(string State, string Reason);

    /// <param name="Units">The units of its values, as CloudWatch names them.</param>
    /// <param name="Sum">The sum of all values of the run.</param>
    /// <param name="Samples">The number of values.</param>
    public sealed record MetricRecord(
        string Namespace,
        string Name,
        ImmutableSortedDictionary<string, string> Dimensions,
        string Units,
        double Sum,
        double Samples);

    /// <param name="NamedBy">The alarms and dashboards that name it.</param>
    public sealed record UnknownMetricRecord(
        string Namespace,
        string Name,
        ImmutableSortedDictionary<string, string> Dimensions,
        ImmutableArray<string> NamedBy);

    /// <param name="Time">The time on the stack's clock.</param>
    /// <param name="Recipients">The addresses that are subscribed.</param>
    public sealed record NotificationRecord(
        DateTimeOffset Time, string Topic, string Subject, string Message, ImmutableArray<string> Recipients);
}

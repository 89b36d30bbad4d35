using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Twin.Host.History;
using Twin.Host.Loading;
using Twin.Host.Snowflake;

namespace Twin.Host.Runs;

/// <summary>The content of <c>run.json</c>: a contract with its readers.</summary>
public sealed record RunRecord
{
    public const string FileName = "run.json";

    private static readonly JsonSerializerOptions Complete = new(RunJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public required string Stack { get; init; }

    /// <summary>The stage with which the run ended: a name of <see cref="RunStages"/>; null: a whole run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Until { get; init; }

    /// <summary>The playlists and own lists, with the outcome of the last reading of each; and <c>mine</c>, if it has
    /// an outcome of its own.</summary>
    public required ImmutableArray<PlaylistRecord> Playlists { get; init; }

    /// <summary>The requests to Spotify's sandbox and its faults; empty if Spotify itself was read.</summary>
    public required SpotifyRecord Spotify { get; init; }

    public required ImmutableSortedDictionary<string, TableRecord> Tables { get; init; }
    public required ImmutableSortedDictionary<string, FunctionRecord> Functions { get; init; }

    /// <summary>The Glue jobs that ran; null if none did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, JobRecord>? Jobs { get; init; }

    public required ImmutableSortedDictionary<string, QueryRecord> Queries { get; init; }
    public required ImmutableArray<DeniedRecord> Denied { get; init; }
    public required ImmutableArray<UnusedPermissionRecord> UnusedPermissions { get; init; }
    public required ImmutableSortedDictionary<string, AlarmRecord> Alarms { get; init; }
    public required ImmutableArray<MetricRecord> Metrics { get; init; }

    /// <summary>The number of entries and plays that could not be read, in the snapshots and months that have tables at
    /// the end. Each counts once, however often its snapshot was transformed. They are stored below <c>rejected/</c> in
    /// the processed bucket.</summary>
    public required int Rejected { get; init; }

    /// <summary>The number of plays of the API that no record of an export matches, in months that have both; null if
    /// there are no plays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Unmatched { get; init; }

    public required ImmutableArray<UnknownMetricRecord> UnknownMetrics { get; init; }

    /// <summary>The notifications that the stack's topics would have sent, in order.</summary>
    public required ImmutableArray<NotificationRecord> Notifications { get; init; }

    /// <summary>The messages in the stack's queues. <c>redrive</c> sends them to the functions again.</summary>
    public ImmutableArray<MessageRecord> Messages { get; init; } = [];

    public ImmutableArray<ExecutionRecord> Executions { get; init; } = [];
    /// <summary>The files that Snowflake would have loaded after each reading; null without Snowflake, which itself
    /// does not run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SnowflakeLoading>? Loads { get; init; }

    public required ImmutableArray<string> NotSimulated { get; init; }

    /// <summary>The export that the run imported; null if it imported none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HistoryRecord? History { get; init; }

    /// <summary>The files and records of the run's input that could not be read, each with its reason.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
    public required ImmutableArray<string> Failures { get; init; }
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The duration of the run in seconds, without building.</summary>
    public required double Seconds { get; init; }

    /// <exception cref="JsonException">The file is not the record of a run.</exception>
    public static RunRecord Read(string file)
    {
        var record = JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(file), Complete);
        return record is not null
            && !(record.Playlists.IsDefault || record.Spotify.Requests.IsDefault || record.Denied.IsDefault
                || record.UnusedPermissions.IsDefault || record.Metrics.IsDefault || record.UnknownMetrics.IsDefault
                || record.Notifications.IsDefault || record.Messages.IsDefault || record.NotSimulated.IsDefault
                || record.Failures.IsDefault || record.Warnings.IsDefault)
                ? record
                : throw new JsonException("a list has no value");
    }

    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, RunJson.Options) + "\n");

    public static void Write(string folder, JsonObject record) =>
        File.WriteAllText(Path.Combine(folder, FileName), record.ToJsonString(RunJson.Options) + "\n");

    /// <summary>The stack's time after a run: the time at which the run ended, or the present time if no run is known.
    /// The named queries are bounded by today, so of a run they always give what the run itself gave.</summary>
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

    public static JsonNode? ToJson<T>(T part) => JsonSerializer.SerializeToNode(part, RunJson.Options);

    /// <exception cref="JsonException">The JSON is not an array of messages.</exception>
    public static ImmutableArray<MessageRecord> MessagesFrom(JsonNode messages) =>
        messages.Deserialize<ImmutableArray<MessageRecord>>(RunJson.Options);

    /// <param name="Body">The message's text. In the failure queue it is Lambda's description of the failed invocation,
    /// JSON.</param>
    public sealed record MessageRecord(string Queue, string Id, DateTimeOffset SentAt, string Body);

    /// <param name="Entries">The number of entries of its snapshot of the last day; null if there is none.</param>
    /// <param name="Outcome"><c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, <c>not found</c>, …; null if
    /// none was reported.</param>
    /// <param name="WaitingUntil">The time at which it is read on, on the stack's clock: ISO 8601.</param>
    public sealed record PlaylistRecord(
        string Id,
        string Name,
        int? Entries,
        string? Outcome,
        string? Reason = null,
        string? Advice = null,
        string? WaitingUntil = null)
    {
        /// <summary>The name, and the id if it is another one.</summary>
        [JsonIgnore]
        public string Title => Name == Id ? Id : $"{Name} ({Id})";

        /// <summary>True for an outcome that somebody should know, and that is no failure.</summary>
        [JsonIgnore]
        public bool IsWarning => WaitingUntil is not null || new ReportedOutcome(Id, Outcome ?? "").IsNote;
    }

    public sealed record SpotifyRecord(
        ImmutableArray<RequestsRecord> Requests, ImmutableSortedDictionary<string, int> Faults);

    /// <param name="Kind">A name of <see cref="Twin.Spotify.Http.RequestKind"/>: <c>token</c>, <c>entries</c>,
    /// <c>top-tracks</c>, …</param>
    /// <param name="Status">The HTTP status; 0: the connection was cut before a response came.</param>
    public sealed record RequestsRecord(string Kind, int Status, int Count);

    /// <param name="Export">The numbers of what was read, and of what was not kept.</param>
    /// <param name="Duplicates">The records that are the same play as another one; null if nothing was
    /// published.</param>
    /// <param name="Plays">The plays in play_history by kind, and at last all of them; empty if nothing was
    /// published.</param>
    public sealed record HistoryRecord(ExportSummary Export, long? Duplicates, ImmutableArray<PlaysRecord> Plays);

    /// <param name="Minutes">Whole minutes.</param>
    /// <param name="Songs">The number of different ids; of names where there is no id.</param>
    /// <param name="FirstDay">The UTC day of the first play, yyyy-MM-dd.</param>
    public sealed record PlaysRecord(
        string Kind, long Plays, long Minutes, long Songs, string FirstDay, string LastDay);

    public sealed record TableRecord(long Rows, int Partitions);

    /// <param name="Invocations">The number of invocations, retries included.</param>
    public sealed record FunctionRecord(int Invocations, int Errors, double Seconds);

    /// <param name="Spark">False if the job's transformation ran without Spark.</param>
    public sealed record JobRecord(int Runs, int Errors, double Seconds, bool Spark);

    public sealed record QueryRecord(int Rows, double Seconds);

    /// <param name="Status"><c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c> or <c>TIMED_OUT</c>.</param>
    /// <param name="States">The names of the states that it entered, in order, each retry included.</param>
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
    public sealed record AlarmRecord(string State, string Reason);

    public sealed record MetricRecord(
        string Namespace,
        string Name,
        ImmutableSortedDictionary<string, string> Dimensions,
        string Units,
        double Sum,
        double Samples);

    public sealed record UnknownMetricRecord(
        string Namespace,
        string Name,
        ImmutableSortedDictionary<string, string> Dimensions,
        ImmutableArray<string> NamedBy);

    public sealed record NotificationRecord(
        DateTimeOffset Time, string Topic, string Subject, string Message, ImmutableArray<string> Recipients);
}

public static class RunJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

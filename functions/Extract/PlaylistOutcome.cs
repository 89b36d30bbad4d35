namespace Functions.Extract;

/// <summary>The outcome of one source in one run, or of the plays.</summary>
/// <param name="Playlist">The source's <see cref="SourceId.Name"/>, or the configured text if it is none; for plays
/// <see cref="Plays"/>.</param>
/// <param name="Kind">The outcome; <see cref="Outcome"/> has it in words.</param>
public sealed record PlaylistOutcome(
    [property: JsonPropertyName("playlist")] string Playlist,
    [property: JsonIgnore] OutcomeKind Kind)
{
    /// <summary>The event of the log line that has an outcome as its detail.</summary>
    public const string LogEvent = "playlist read";

    /// <summary>The name that stands for the plays in place of a playlist.</summary>
    public const string Plays = ScheduledEvent.Plays;

    /// <summary><see cref="Kind"/> in words: <c>complete</c>, <c>not owned</c>, <c>waiting until
    /// 2026-11-22T06:00:00Z</c>, …</summary>
    [JsonPropertyName("outcome")]
    public string Outcome => Kind == OutcomeKind.Waiting
        ? $"waiting until {WaitingUntil}"
        : JsonNamingPolicy.SnakeCaseLower.ConvertName(Kind.ToString()).Replace('_', ' ');

    [JsonPropertyName("entries")]
    public int? Entries { get; init; }

    [JsonPropertyName("pages")]
    public int? Pages { get; init; }

    [JsonPropertyName("manifest")]
    public string? Manifest { get; init; }

    /// <summary>The end of the newest play that was known before, if plays after it may be lost: ISO 8601,
    /// UTC.</summary>
    [JsonPropertyName("gap")]
    public string? Gap { get; init; }

    /// <summary>The time from which a run can continue: ISO 8601, UTC, whole seconds.</summary>
    [JsonPropertyName("waiting_until")]
    public string? WaitingUntil { get; init; }

    /// <summary>The reason that the playlist is not complete.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("advice")]
    public string? Advice { get; init; }

    [JsonIgnore]
    public bool IsComplete => Kind is OutcomeKind.Complete or OutcomeKind.Unchanged;

    /// <summary>A value that indicates whether Spotify refuses the playlist, and will until somebody changes the
    /// configuration or the cause: that is a state of the playlist, and no failure of each run. Plays are no playlist
    /// that somebody may have removed: their refusal is a failure.</summary>
    [JsonIgnore]
    public bool IsRefused => Kind is OutcomeKind.NotFound or OutcomeKind.NotOwned or OutcomeKind.PremiumRequired
        && Playlist != Plays;

    [JsonIgnore]
    public bool IsFailure => !IsComplete && !IsRefused
        && Kind is not (OutcomeKind.Waiting or OutcomeKind.Skipped or OutcomeKind.Capped);

    /// <summary>The outcome of a playlist that changed during each of its readings.</summary>
    internal static PlaylistOutcome ChangedWhileReading(string playlist, string reason) =>
        new(playlist, OutcomeKind.ChangedWhileReading)
        {
            Reason = reason,
            Advice = "Nothing: the next run reads it again. If it happens every time, schedule it at a quieter hour.",
        };

    /// <summary>The outcome of a refused playlist that nobody has configured.</summary>
    internal PlaylistOutcome Skip() => this with
    {
        Kind = OutcomeKind.Skipped,
        Advice = "Nothing, if you only follow it: mine reads what you own or collaborate on.",
    };

    /// <summary>The outcome of a configured text that is not a source.</summary>
    internal static PlaylistOutcome NoSource(string configured, string advice) =>
        new(configured, OutcomeKind.Failed)
        {
            Reason = "it is no playlist id, and no other source",
            Advice = advice,
        };
}

/// <summary>The kind of a playlist's outcome in one run.</summary>
public enum OutcomeKind
{
    Complete,

    /// <summary>The playlist has not changed, and today's manifest refers to the pages that are stored.</summary>
    Unchanged,

    /// <summary>Spotify asks for a wait, or the time ran out. A later run continues, which is not a failure.</summary>
    Waiting,

    /// <summary>Spotify does not have the playlist, or does not show it to this app.</summary>
    NotFound,

    /// <summary>Spotify describes the playlist, but returns its items to its owner and collaborators only.</summary>
    NotOwned,

    /// <summary>Spotify refuses a playlist that <c>mine</c> has found: the user may only follow it. That is no
    /// failure.</summary>
    Skipped,

    /// <summary><c>mine</c> has found more playlists than are read, which is no failure.</summary>
    Capped,

    /// <summary>The app's owner has no Premium subscription. Without one, a development-mode app gets
    /// nothing.</summary>
    PremiumRequired,

    /// <summary>The refresh token has expired, six months after the authorization, or was revoked.</summary>
    AuthorizationExpired,

    /// <summary>The playlist was edited during each reading.</summary>
    ChangedWhileReading,

    /// <summary>Any other failure, which the reason names.</summary>
    Failed,
}

namespace Functions.Extract;

/// <summary>The state that one firing for plays leaves for the next, and for the daily run.</summary>
internal sealed record PlaysState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;

    /// <summary>The end of the newest play that is known, as Spotify gave it; null if none is.</summary>
    public string? Newest { get; init; }

    /// <summary>The page that is being stored; null if the last one has all its manifests.</summary>
    public OpenPlays? Open { get; init; }

    /// <summary>The failure of the last firing; null if it succeeded.</summary>
    public PlaysFailure? Failure { get; init; }
}

/// <summary>A page of plays that may lack manifests. The state has it before the page is stored.</summary>
/// <param name="Newest">The end of its newest play, as Spotify gave it.</param>
/// <param name="Months">The UTC months of its new plays, <c>yyyy-MM</c>, each with a manifest.</param>
/// <param name="Plays">The number of its new plays.</param>
/// <param name="GapAfter">As in the manifest.</param>
internal sealed record OpenPlays(
    DateTimeOffset FiredAt,
    PlaysPage Page,
    string Newest,
    IReadOnlyList<string> Months,
    int Plays,
    string? GapAfter = null);

/// <summary>A firing for plays that failed, which the daily run tells.</summary>
/// <param name="FiredAt">The time at which the schedule fired: ISO 8601, UTC, whole seconds.</param>
internal sealed record PlaysFailure(
    string FiredAt,
    [property: JsonConverter(typeof(JsonStringEnumConverter<OutcomeKind>))] OutcomeKind Kind,
    string? Reason,
    string? Advice,
    string? WaitingUntil = null)
{
    public PlaylistOutcome ToOutcome() => new(PlaylistOutcome.Plays, Kind)
    {
        WaitingUntil = WaitingUntil,
        Reason = $"{Reason} (the firing of {FiredAt})",
        Advice = Advice,
    };
}

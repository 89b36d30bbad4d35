namespace Functions.Repair;

/// <summary>The event of <see cref="RepairHandler"/>: EventBridge's scheduled event, or a request for a part of a
/// replay. Other fields are ignored.</summary>
/// <param name="Time">The time at which the rule fired; null if somebody starts the function by hand.</param>
/// <param name="Action">The action <see cref="ReplayAction"/>; null to reconcile.</param>
/// <param name="Step">The step of a replay: <see cref="ShadowStep"/> or <see cref="CompareStep"/>, and
/// then <see cref="PromoteStep"/>.</param>
/// <param name="Id">The id of the replay: letters, digits and hyphens.</param>
/// <param name="From">The first day of the replay.</param>
/// <param name="To">The last day of the replay.</param>
/// <param name="PlaylistIds">The playlists; null for all.</param>
/// <param name="After">The place to continue, <see cref="ReplayReport.Next"/> of the last answer; null to start at the
/// beginning.</param>
public sealed record RepairEvent(
    [property: JsonPropertyName("time")] DateTimeOffset? Time = null,
    [property: JsonPropertyName("action")] string? Action = null,
    [property: JsonPropertyName("step")] string? Step = null,
    [property: JsonPropertyName("id")] string? Id = null,
    [property: JsonPropertyName("from")] DateOnly? From = null,
    [property: JsonPropertyName("to")] DateOnly? To = null,
    [property: JsonPropertyName("playlist_ids")] IReadOnlyList<string>? PlaylistIds = null,
    [property: JsonPropertyName("after")] string? After = null)
{
    public const string ReplayAction = "replay";

    /// <summary>Makes the tables below a prefix, and reports the differences.</summary>
    public const string ShadowStep = "shadow";

    /// <summary>Reports the differences of the tables that the Spark job has made below the prefix.</summary>
    public const string CompareStep = "compare";

    public const string PromoteStep = "promote";

    /// <exception cref="ArgumentException">A time is out of range, or a playlist has no id.</exception>
    internal void Check()
    {
        GivenTime.Require(Time, "time");
        GivenTime.Require(From, "from");
        GivenTime.Require(To, "to");
        if (PlaylistIds?.Any(string.IsNullOrEmpty) == true)
        {
            throw new ArgumentException("The event's 'playlist_ids' has an element without an id.");
        }
    }
}

using System.Text.Json.Serialization;

namespace Functions.Repair;

/// <summary>
/// What <see cref="RepairHandler"/> is asked: EventBridge's scheduled event, or a part of a replay. Other fields are
/// ignored.
/// </summary>
/// <param name="Time">When the rule fired; absent when somebody starts the function by hand.</param>
/// <param name="Action"><see cref="ReplayAction"/>; absent: reconcile.</param>
/// <param name="Step">Of a replay: <see cref="ShadowStep"/>, or <see cref="PromoteStep"/> when that is done.</param>
/// <param name="Id">Names the replay: letters, digits and hyphens.</param>
/// <param name="From">The first day to make again.</param>
/// <param name="To">The last one.</param>
/// <param name="PlaylistIds">The playlists; absent: all.</param>
/// <param name="After">Where to go on: the <see cref="ReplayReport.Next"/> of the answer before; absent: at the
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
    /// <summary>Makes the tables of some days again.</summary>
    public const string ReplayAction = "replay";

    /// <summary>Makes the tables beside those that are there, and tells what differs.</summary>
    public const string ShadowStep = "shadow";

    /// <summary>Makes what the shadow showed in its place.</summary>
    public const string PromoteStep = "promote";
}

using System.Text.Json.Serialization;

namespace Functions.Publish;

/// <summary>The answer to the state machine.</summary>
/// <param name="Next">
/// The next step: <see cref="Wait"/>, <see cref="Publish"/> or <see cref="Nothing"/>; <see cref="Done"/> for a step
/// that is no plan.
/// </param>
/// <param name="Because">The reason, for a person who looks at the execution.</param>
/// <param name="Parts">The parts to publish, one after the other.</param>
/// <param name="Maintain">True if the files of the analytics tables are to be compacted.</param>
public sealed record PublicationReport(
    [property: JsonPropertyName("next")] string Next,
    [property: JsonPropertyName("because")] string Because,
    [property: JsonPropertyName("parts")] IReadOnlyList<PublicationPart> Parts,
    [property: JsonPropertyName("maintain")] bool Maintain)
{
    /// <summary>Tables are missing, or another execution publishes: plan again in a while.</summary>
    public const string Wait = "wait";

    /// <summary>Days are due, and this execution has the lease.</summary>
    public const string Publish = "publish";

    /// <summary>No day is due.</summary>
    public const string Nothing = "nothing";

    /// <summary>The step is done.</summary>
    public const string Done = "done";

    /// <summary>An answer without parts.</summary>
    internal static PublicationReport Create(string next, string because) => new(next, because, [], Maintain: false);
}

using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>A state that is not read, as the log has it.</summary>
/// <param name="State">The object.</param>
/// <param name="Reason">The reason and its consequence.</param>
internal sealed record RefusedState(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("reason")] string Reason);

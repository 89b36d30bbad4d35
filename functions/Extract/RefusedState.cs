using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>A state that is not read.</summary>
/// <param name="State">The object.</param>
/// <param name="Reason">Why, and what follows.</param>
internal sealed record RefusedState(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("reason")] string Reason);

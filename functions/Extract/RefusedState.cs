using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>A state that is not read, as the log has it.</summary>
internal sealed record RefusedState(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("reason")] string Reason);

using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>An invocation that does nothing because another one runs, as the log has it.</summary>
/// <param name="Until">The time at which the other one is over at the latest: ISO 8601, UTC, whole seconds.</param>
internal sealed record RefusedExtraction(
    [property: JsonPropertyName("until")] string Until,
    [property: JsonPropertyName("reason")] string Reason);

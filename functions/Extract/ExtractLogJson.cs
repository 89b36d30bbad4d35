namespace Functions.Extract;

/// <summary>The details of the extraction's log lines, serialized without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlaylistOutcome))]
[JsonSerializable(typeof(RefusedState))]
[JsonSerializable(typeof(RefusedExtraction))]
internal sealed partial class ExtractLogJson : JsonSerializerContext;

/// <summary>An invocation that does nothing because another one runs, as the log has it.</summary>
/// <param name="Until">The time at which the other one is over at the latest: ISO 8601, UTC, whole seconds.</param>
internal sealed record RefusedExtraction(
    [property: JsonPropertyName("until")] string Until,
    [property: JsonPropertyName("reason")] string Reason);

/// <summary>A state that is not read, as the log has it.</summary>
internal sealed record RefusedState(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("reason")] string Reason);

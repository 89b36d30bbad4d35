using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>The details of the extraction's log lines, serialized without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlaylistOutcome))]
[JsonSerializable(typeof(RefusedState))]
[JsonSerializable(typeof(RefusedExtraction))]
internal sealed partial class ExtractLogJson : JsonSerializerContext;

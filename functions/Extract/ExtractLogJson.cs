using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>The details in the extract's log lines, written without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PlaylistOutcome))]
[JsonSerializable(typeof(RefusedState))]
internal sealed partial class ExtractLogJson : JsonSerializerContext;

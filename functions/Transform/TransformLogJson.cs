using System.Text.Json.Serialization;

namespace Functions.Transform;

/// <summary>The details of the transformation's log lines, serialized without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SnapshotReport))]
[JsonSerializable(typeof(SupersededSnapshot))]
[JsonSerializable(typeof(IgnoredObject))]
internal sealed partial class TransformLogJson : JsonSerializerContext;

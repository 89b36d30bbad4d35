using System.Text.Json.Serialization;

namespace Functions.Repair;

/// <summary>The details of the repair's own log lines, serialized without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RefusedSnapshot))]
internal sealed partial class RepairLogJson : JsonSerializerContext;

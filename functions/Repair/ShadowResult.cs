using System.Text.Json;
using System.Text.Json.Serialization;
using Functions.Lake;

namespace Functions.Repair;

/// <summary>
/// The result of a replay's shadow step for one playlist and day, and all that may be promoted: written last, when
/// tables and differences are there.
/// </summary>
/// <param name="Shadow">The marker of the tables below the replay's prefix.</param>
/// <param name="Differs">Whether there is anything to promote.</param>
/// <param name="Rows">By table that differs.</param>
internal sealed record ShadowResult(
    SnapshotMarker Shadow, bool Differs, IReadOnlyDictionary<string, RowCounts> Rows)
{
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ShadowResultJson.Default.ShadowResult);

    /// <exception cref="JsonException">The bytes are something else.</exception>
    public static ShadowResult Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, ShadowResultJson.Default.ShadowResult)
        ?? throw new JsonException("it is null");

    /// <summary>Whether the tables of the marker hold the same bytes as those that were shown.</summary>
    public bool IsSameData(SnapshotMarker marker) => marker.HasSameData(Shadow);
}

/// <summary>Compares what markers tell of.</summary>
internal static class SnapshotMarkerExtensions
{
    /// <summary>Whether both tell of the same raw snapshot and the same bytes, wherever they lie.</summary>
    public static bool HasSameData(this SnapshotMarker one, SnapshotMarker other) =>
        one.Manifest == other.Manifest
        && one.Format == other.Format
        && one.Rejected?.Sha256 == other.Rejected?.Sha256
        && one.Tables.Count == other.Tables.Count
        && one.Tables.All(table =>
            other.Tables.TryGetValue(table.Key, out var same) && same.Sha256 == table.Value.Sha256);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ShadowResult))]
internal sealed partial class ShadowResultJson : JsonSerializerContext;

namespace Functions.Repair;

/// <summary>The result of a replay's shadow step for one playlist and day. It is written last, after the tables and the
/// differences, and only such a result may be promoted.</summary>
/// <param name="Differs">True if there is anything to promote.</param>
internal sealed record ShadowResult(
    SnapshotMarker Shadow, bool Differs, IReadOnlyDictionary<string, RowCounts> Rows)
{
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ShadowResultJson.Default.ShadowResult);

    public static ShadowResult Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, ShadowResultJson.Default.ShadowResult)
        ?? throw new JsonException("it is null");

    public bool IsSameData(SnapshotMarker marker) => marker.HasSameData(Shadow);
}

internal static class SnapshotMarkerExtensions
{
    /// <summary>Determines whether both markers have the same raw snapshot and bytes, whatever their keys.</summary>
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

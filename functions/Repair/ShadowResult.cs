namespace Functions.Repair;

/// <summary>The result of a replay's shadow step for one playlist and day, or month of plays. It is written last, after
/// the tables and the differences, and only such a result may be promoted.</summary>
/// <param name="Shadow">The marker of the tables of a playlist and day; null for a month.</param>
/// <param name="Plays">The marker of a month; null for a playlist and day.</param>
/// <param name="Differs">True if there is anything to promote.</param>
/// <param name="IsMadeByJob">True if the Spark job has made the tables.</param>
internal sealed record ShadowResult(
    SnapshotMarker? Shadow,
    PlaysMarker? Plays,
    bool Differs,
    IReadOnlyDictionary<string, RowCounts> Rows,
    bool IsMadeByJob = false)
{
    [JsonIgnore]
    public ITableMarker Marker =>
        (ITableMarker?)Shadow ?? Plays ?? throw new JsonException("it has no marker");

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ShadowResultJson.Default.ShadowResult);

    public static ShadowResult Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, ShadowResultJson.Default.ShadowResult)
        ?? throw new JsonException("it is null");

    public bool IsSameData(ITableMarker marker) => marker.HasSameData(Marker);
}

internal static class TableMarkerExtensions
{
    /// <summary>Determines whether both markers have the same raw objects and bytes, whatever their keys.</summary>
    public static bool HasSameData(this ITableMarker one, ITableMarker other) =>
        one.Manifests.SequenceEqual(other.Manifests)
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

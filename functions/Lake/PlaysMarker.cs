namespace Functions.Lake;

/// <summary>The marker of a month's plays: what the month's file was made from. It is written last.</summary>
/// <param name="SchemaVersion">The version of the marker's schema: <see cref="CurrentSchema"/>.</param>
/// <param name="Month">The UTC month, <c>yyyy-MM</c>.</param>
/// <param name="CodeVersion">The version of the build that made the file.</param>
/// <param name="Format">The format of the file: the name of a <see cref="TableFormat"/>.</param>
/// <param name="Manifests">The keys of all manifests of the month, imports and pages, in the order of the keys.</param>
/// <param name="Table">The month's file of <see cref="Tables.Plays"/>.</param>
/// <param name="Unmatched">The number of plays of the API that no record of an export matches, in a month that has
/// both.</param>
/// <param name="Rejected">The records that could not be read; null if there are none.</param>
/// <param name="Before">The boundary with the month before; null if no plays of the two can match.</param>
/// <param name="After">The boundary with the month after.</param>
public sealed record PlaysMarker(
    int SchemaVersion,
    string Month,
    string CodeVersion,
    string Format,
    IReadOnlyList<string> Manifests,
    MarkedTable Table,
    int Unmatched,
    MarkedRejections? Rejected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MarkedBoundary? Before = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] MarkedBoundary? After = null) : ITableMarker
{
    public const int CurrentSchema = 1;

    /// <summary>The prefix of the markers; it ends with a slash. A marker of a playlist is below
    /// <see cref="SnapshotMarker.Prefix"/>.</summary>
    public const string Prefix = "_plays/";

    TablePlace ITableMarker.Place => new($"{TablePartition.Month.Column}={Month}", Tables.Plays.Name);

    IReadOnlyDictionary<string, MarkedTable> ITableMarker.Tables =>
        new Dictionary<string, MarkedTable>(StringComparer.Ordinal) { [Tables.Plays.Name] = Table };

    // One more has come since, or one has expired since the other marker was made.
    bool ITableMarker.IsLaterThan(ITableMarker other) => Manifests.Except(other.Manifests).Any();

    /// <summary>The key of a month's marker.</summary>
    public static string KeyOf(PlayedMonth month) => TablePlace.Of(month).Key(Prefix, "json");

    /// <summary>The marker in UTF-8. The same marker always has the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.PlaysMarker);

    /// <summary>Parses a marker. Bytes that are not a marker count as none, and are replaced.</summary>
    /// <returns>The marker; null if the bytes are none.</returns>
    public static PlaysMarker? Find(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, LakeJson.Default.PlaysMarker)
                is { SchemaVersion: CurrentSchema } marker
                    ? marker
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The plays of two months at their boundary, which may match.</summary>
/// <param name="Here">The SHA-256 of those of the marker's month.</param>
/// <param name="There">The SHA-256 of those of the other month.</param>
public sealed record MarkedBoundary(string Here, string There);

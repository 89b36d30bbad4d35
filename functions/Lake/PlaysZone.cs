using System.Diagnostics.CodeAnalysis;

namespace Functions.Lake;

/// <summary>The zone of pages of <c>me/player/recently-played</c> in the raw bucket:
/// <c>raw/plays/played_month=yyyy-MM/&lt;time&gt;/</c>. A page is stored as it came, once, in the folder of its newest
/// play; each month that it touches has a manifest, which may refer to the other's folder.</summary>
public static class PlaysZone
{
    /// <summary>The prefix of the zone, below <see cref="RawSnapshot.Zone"/>; it ends with a slash.</summary>
    public const string Prefix = RawSnapshot.Zone + "plays/";

    /// <summary>The prefix of all pages of a month; it ends with a slash.</summary>
    public static string PrefixOf(PlayedMonth month) => $"{Prefix}{month.Partition}/";

    /// <summary>The prefix of one page; it ends with a slash.</summary>
    /// <param name="firedAt">The time at which the schedule fired.</param>
    public static string FolderOf(PlayedMonth month, DateTimeOffset firedAt) => string.Create(
        CultureInfo.InvariantCulture, $"{PrefixOf(month)}{firedAt.UtcDateTime:yyyy-MM-dd'T'HH'h'mm'm'ss'Z'}/");

    /// <summary>The month of a page's manifest.</summary>
    /// <returns>False if the key is not that of a page's manifest.</returns>
    public static bool TryParseManifest(string key, [NotNullWhen(true)] out PlayedMonth? month)
    {
        month = null;
        return key.StartsWith(Prefix, StringComparison.Ordinal)
            && key[Prefix.Length..].Split('/') is [var partition, { Length: > 0 }, RawSnapshot.ManifestName]
            && partition.Split('=') is [var column, var text]
            && column == TablePartition.Month.Column
            && PlayedMonth.TryParse(text, out month);
    }
}

/// <summary>The manifest of one page of plays in one month: the object that is written last, and the only one that
/// starts the transformation.</summary>
/// <param name="SchemaVersion">The version of the manifest's schema: <see cref="CurrentSchema"/>.</param>
/// <param name="Month">The UTC month whose plays it is for, <c>yyyy-MM</c>.</param>
/// <param name="ExtractedAt">The time at which the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="GapAfter">The end of the newest play that was known before, if this page does not reach back to it, so
/// that plays may be lost in between; otherwise null. ISO 8601, UTC, as Spotify gave it.</param>
public sealed record PlaysManifest(
    int SchemaVersion,
    string Month,
    string ExtractedAt,
    string ApiBaseAddress,
    string CodeVersion,
    PlaysPage Page,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? GapAfter = null)
{
    public const int CurrentSchema = 1;

    /// <summary>The manifest in UTF-8. The same manifest always has the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.PlaysManifest);

    public static PlaysManifest Parse(ReadOnlySpan<byte> utf8) => LakeJson.Parse(
        utf8, LakeJson.Default.PlaysManifest, manifest => manifest.SchemaVersion, CurrentSchema);
}

/// <summary>A stored page of plays.</summary>
/// <param name="Key">The object's key in the raw bucket, below <see cref="PlaysZone.Prefix"/>.</param>
/// <param name="Items">The number of its plays, those of other months included.</param>
/// <param name="Sha256">The SHA-256 of its bytes: 64 lower-case hexadecimal digits.</param>
public sealed record PlaysPage(string Key, int Items, int Bytes, string Sha256);

using System.Diagnostics.CodeAnalysis;

namespace Functions.Lake;

/// <summary>The zone of imported plays in the raw bucket: records of an account's own export, with the fields of
/// <see cref="ExportFields"/> only, in <c>imports/month=yyyy-MM/&lt;SHA-256 of the records&gt;/</c>. The same records
/// always have the same key, so an import that is repeated writes nothing.</summary>
public static class ImportZone
{
    /// <summary>The prefix of the zone; it ends with a slash.</summary>
    public const string Prefix = "imports/";

    /// <summary>The name of the records in an import's folder: JSON lines.</summary>
    public const string RecordsName = "records.jsonl";

    public const string RecordsType = "application/x-ndjson";

    private const string MonthKey = "month=";

    /// <summary>The prefix of all imports of a month; it ends with a slash.</summary>
    public static string PrefixOf(PlayedMonth month) => $"{Prefix}{MonthKey}{month}/";

    /// <summary>The prefix of one import; it ends with a slash.</summary>
    /// <param name="sha256">The SHA-256 of the records: 64 lower-case hexadecimal digits.</param>
    public static string FolderOf(PlayedMonth month, string sha256) => $"{PrefixOf(month)}{sha256}/";

    /// <summary>The month of an import's manifest.</summary>
    /// <returns>False if the key is not that of an import's manifest.</returns>
    public static bool TryParseManifest(string key, [NotNullWhen(true)] out PlayedMonth? month)
    {
        month = null;
        return key.StartsWith(Prefix + MonthKey, StringComparison.Ordinal)
            && key[(Prefix.Length + MonthKey.Length)..].Split('/')
                is [var text, { Length: > 0 }, RawSnapshot.ManifestName]
            && PlayedMonth.TryParse(text, out month);
    }
}

/// <summary>The manifest of one import of one month: the object that is written last, and the only one that starts the
/// transformation.</summary>
/// <param name="SchemaVersion">The version of the manifest's schema: <see cref="CurrentSchema"/>.</param>
/// <param name="Month">The UTC month of the plays, <c>yyyy-MM</c>.</param>
/// <param name="Records">The number of records, one a line.</param>
/// <param name="Sha256">The SHA-256 of the records' bytes: 64 lower-case hexadecimal digits.</param>
public sealed record ImportManifest(int SchemaVersion, string Month, int Records, long Bytes, string Sha256)
{
    public const int CurrentSchema = 1;

    /// <summary>The manifest in UTF-8. The same manifest always has the same bytes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LakeJson.Default.ImportManifest);

    public static ImportManifest Parse(ReadOnlySpan<byte> utf8) => LakeJson.Parse(
        utf8, LakeJson.Default.ImportManifest, manifest => manifest.SchemaVersion, CurrentSchema);
}

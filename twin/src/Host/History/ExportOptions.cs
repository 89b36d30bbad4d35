namespace Twin.Host.History;

/// <summary>The export that an import reads.</summary>
/// <param name="Files">Zips as they were downloaded, folders, and JSON files.</param>
/// <param name="KeepsPrivateSessions">True to keep what was played in private sessions.</param>
public sealed record ExportOptions(ImmutableArray<string> Files, bool KeepsPrivateSessions)
{
    private const long Gibibyte = 1L << 30;

    /// <summary>The most bytes that all zips together may unpack to: a zip of some kilobytes can hold any
    /// number.</summary>
    public long MaxUnpackedBytes { get; init; } = 4 * Gibibyte;
}

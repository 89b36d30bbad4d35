using Functions.Extract.Spotify;

namespace Functions.Extract;

internal sealed record PlaylistState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;

    /// <summary>The last snapshot that was stored completely; null if there is none.</summary>
    public CompleteSnapshot? Complete { get; init; }

    /// <summary>The last reading that was begun and is not complete; null if there is none.</summary>
    public OpenDownload? Reading { get; init; }
}

/// <param name="OwnerId">The owner's user id; null if Spotify sent none.</param>
/// <param name="Date">The UTC day of the run that completed it.</param>
/// <param name="Manifest">The key of the manifest, which lists the pages.</param>
internal sealed record CompleteSnapshot(string SnapshotId, string? OwnerId, DateOnly Date, string Manifest);

/// <summary>A reading of a playlist's pages that is not complete. The state has it before the first page is stored, so
/// that every stored page belongs to a known reading.</summary>
/// <param name="Date">The UTC day of the run that began it, and of its folder.</param>
/// <param name="Endpoint">The name of the endpoint, <c>items</c> or <c>tracks</c>.</param>
/// <param name="Attempt">The number of the reading of this snapshot on this day, from 1. Each has its own
/// folder.</param>
internal sealed record OpenDownload(
    string SnapshotId,
    DateOnly Date,
    string Endpoint,
    int PageSize,
    int Total,
    int Attempt,
    IReadOnlyList<ManifestPage> Pages)
{
    /// <summary>The most pages of a reading: 10,000 entries one by one, or <see cref="SpotifyPage.MaxTotal"/> entries
    /// in pages of ten. A manifest and a state with so many pages can be read again.</summary>
    public const int MaxPages = 10_000;

    /// <summary>The highest number of a reading of one snapshot on one day.</summary>
    public const int MaxAttempt = 10_000;

    /// <summary>A value that indicates whether its pages do not belong to one state of the playlist, so that no run
    /// continues it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAbandoned { get; init; }

    /// <summary>The number of pages. An empty playlist has one.</summary>
    [JsonIgnore]
    public int PageCount => (int)Math.Max(1, ((long)Total + PageSize - 1) / PageSize);

    /// <summary>The reason that a reading with so many pages cannot begin; null if it can.</summary>
    [JsonIgnore]
    public string? Excess => PageCount > MaxPages
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Spotify gives {Total} entries in pages of {PageSize}: more than {MaxPages} pages are not read")
        : null;

    public RawSnapshot Folder(string playlistId) =>
        new(playlistId, Date, RawSnapshot.HashOf(SnapshotId, Attempt));

    public EntryRange Range(int index) => new(index * PageSize, PageSize);

    /// <summary>Determines whether the numbers are possible. A stored state is not trusted.</summary>
    public bool IsSound(PlaylistEndpoint endpoint) =>
        Attempt is > 0 and <= MaxAttempt
        && Total is >= 0 and <= SpotifyPage.MaxTotal
        && PageSize > 0
        && PageSize <= endpoint.PageSize
        && PageCount <= MaxPages
        && Pages.Select(page => page.Offset).Distinct().Count() == Pages.Count
        && Pages.All(page => page.Offset >= 0
            && page.Offset % PageSize == 0
            && page.Offset / PageSize < PageCount
            && page.Name == RawSnapshot.PageName(page.Offset / PageSize));
}

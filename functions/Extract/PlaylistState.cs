using System.Text.Json.Serialization;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>What one run remembers of a playlist for the next.</summary>
internal sealed record PlaylistState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;

    /// <summary>The last snapshot that was stored whole; null: none.</summary>
    public CompleteSnapshot? Complete { get; init; }

    /// <summary>A reading that has begun and not ended; null: none.</summary>
    public OpenReading? Reading { get; init; }
}

/// <param name="SnapshotId">Spotify's version of the playlist.</param>
/// <param name="OwnerId">The owner's user id; null where Spotify gave none.</param>
/// <param name="Date">The day of the run that completed it, UTC.</param>
/// <param name="Manifest">The manifest's key: it lists the pages.</param>
internal sealed record CompleteSnapshot(string SnapshotId, string? OwnerId, DateOnly Date, string Manifest);

/// <summary>
/// A reading on its way. It is written before the first page is stored, so that no stored page is unknown.
/// </summary>
/// <param name="SnapshotId">Spotify's version of the playlist.</param>
/// <param name="Date">The day of the run that began it, UTC: its pages lie there.</param>
/// <param name="Endpoint"><c>items</c> or <c>tracks</c>.</param>
/// <param name="PageSize">Entries a page.</param>
/// <param name="Total">The entries of the whole playlist.</param>
/// <param name="Attempt">Which reading of this snapshot on this day it is, from 1: each has a folder of its own.</param>
/// <param name="Pages">Those that are known to be stored, in the playlist's order. There may be more in the
/// folder.</param>
internal sealed record OpenReading(
    string SnapshotId,
    DateOnly Date,
    string Endpoint,
    int PageSize,
    int Total,
    int Attempt,
    IReadOnlyList<ManifestPage> Pages)
{
    /// <summary>
    /// The most pages that are read: as many as 10,000 entries one by one, or <see cref="PageEnvelope.MaxTotal"/>
    /// entries in pages of ten. A manifest and a state of so many can be read again.
    /// </summary>
    public const int MaxPages = 10_000;

    /// <summary>The most readings of one snapshot on one day that are told apart.</summary>
    public const int MaxAttempt = 10_000;

    /// <summary>Its pages are not those of one state of the playlist: it is not gone on with.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsAbandoned { get; init; }

    /// <summary>An empty playlist has one page.</summary>
    [JsonIgnore]
    public int PageCount => (int)Math.Max(1, ((long)Total + PageSize - 1) / PageSize);

    /// <summary>Where the pages lie.</summary>
    public RawSnapshot Folder(string playlistId) =>
        new(playlistId, Date, RawSnapshot.HashOf(SnapshotId, Attempt));

    /// <summary>The page with this index, as Spotify is asked for it.</summary>
    public PageRange Range(int index) => new(index * PageSize, PageSize);

    /// <summary>Whether the numbers can be true: what a state says is not trusted.</summary>
    public bool IsSound(PlaylistEndpoint endpoint) =>
        Attempt is > 0 and <= MaxAttempt
        && Total is >= 0 and <= PageEnvelope.MaxTotal
        && PageSize > 0
        && PageSize <= endpoint.PageSize
        && PageCount <= MaxPages
        && Pages.Select(page => page.Offset).Distinct().Count() == Pages.Count
        && Pages.All(page => page.Offset >= 0
            && page.Offset % PageSize == 0
            && page.Offset / PageSize < PageCount
            && page.Name == RawSnapshot.PageName(page.Offset / PageSize));
}

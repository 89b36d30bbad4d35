using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The pages of one reading in the raw bucket, of which several are on their way at once. A stored page is
/// never replaced.</summary>
internal sealed class DownloadFolder(RawStore store, string playlistId, OpenDownload begun)
{
    private readonly RawSnapshot _folder = begun.Folder(playlistId);
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, ManifestPage> _pages =
        new(begun.Pages.ToDictionary(page => page.Offset / begun.PageSize));

    public OpenDownload Reading
    {
        get
        {
            lock (_lock)
            {
                return begun with { Pages = [.. _pages.Values] };
            }
        }
    }

    /// <summary>The indices of the pages that are not known to be stored.</summary>
    public IReadOnlyList<int> Missing
    {
        get
        {
            lock (_lock)
            {
                return [.. Enumerable.Range(0, begun.PageCount).Where(index => !_pages.ContainsKey(index))];
            }
        }
    }

    public EntryRange Range(int index) => begun.Range(index);

    /// <returns>The page at this place; null if there is none.</returns>
    public async Task<StoredPage?> FindAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await store.TryReadAsync(_folder.Page(index), AnswerLimit.Page.Bytes, cancellationToken);
            return stored is null ? null : Check(index, stored);
        }
        catch (ObjectTooLargeException e)
        {
            return Different(index, e.Message);
        }
    }

    /// <summary>Stores a page. If one is stored already, that one counts.</summary>
    public async Task<StoredPage> PutAsync(int index, byte[] page, CancellationToken cancellationToken) =>
        await store.TryPutAsync(_folder.Page(index), page, cancellationToken)
            ? Add(index, page, isNew: true)
            // Equal snapshot_ids mean equal entries, not equal bytes: a track's popularity is not part of the playlist.
            : await FindAsync(index, cancellationToken)
                ?? throw new InvalidOperationException($"{_folder.Page(index)} was there, and then it was not");

    private StoredPage Check(int index, byte[] stored)
    {
        if (!SpotifyPage.TryRead(stored, out var page, out var defect))
        {
            return Different(index, defect);
        }

        return page.Compare(begun.Range(index), begun.Total) is { } mismatch
            ? Different(index, mismatch.Reason)
            : Add(index, stored, isNew: false);
    }

    private StoredPage.Different Different(int index, string difference) => new(
        $"{_folder.Page(index)} from an earlier reading is not what Spotify gives now: {difference}");

    private StoredPage.Matching Add(int index, byte[] bytes, bool isNew)
    {
        var range = begun.Range(index);
        var page = ManifestPage.Of(index, range.Offset, range.ItemsOf(begun.Total), bytes);
        lock (_lock)
        {
            _pages.Add(index, page);
        }

        return new StoredPage.Matching(page, isNew);
    }
}

internal abstract record StoredPage
{
    private StoredPage()
    {
    }

    /// <param name="IsNew">False if an earlier run has stored it.</param>
    public sealed record Matching(ManifestPage Page, bool IsNew) : StoredPage;

    public sealed record Different(string Reason) : StoredPage;
}

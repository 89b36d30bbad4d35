using System.Security.Cryptography;
using Functions.Extract.Spotify;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>The pages of one reading in the raw bucket. A stored page is never replaced.</summary>
internal sealed class ReadingFolder(RawStore store, string playlistId, OpenReading reading)
{
    private readonly RawSnapshot _folder = reading.Folder(playlistId);

    /// <summary>Looks for a page that an earlier run has stored.</summary>
    /// <returns>The page at this place; null if there is none.</returns>
    public async Task<FolderPage?> FindAsync(int index, CancellationToken cancellationToken)
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
    /// <returns>The page at this place.</returns>
    public async Task<FolderPage> PutAsync(int index, byte[] page, CancellationToken cancellationToken) =>
        await store.TryPutAsync(_folder.Page(index), page, cancellationToken)
            ? new FolderPage.Stored(Describe(index, page), IsNew: true)
            // Equal snapshot_ids mean equal entries, not equal bytes: a track's popularity is no part of the playlist.
            : await FindAsync(index, cancellationToken)
                ?? throw new InvalidOperationException($"{_folder.Page(index)} was there, and then it was not");

    private FolderPage Check(int index, byte[] stored)
    {
        try
        {
            return SpotifyPage.Read(stored).Compare(reading.Range(index), reading.Total) is { } mismatch
                ? Different(index, mismatch.Reason)
                : new FolderPage.Stored(Describe(index, stored), IsNew: false);
        }
        catch (InvalidResponseException e)
        {
            return Different(index, e.Message);
        }
    }

    private FolderPage.Different Different(int index, string difference) => new(
        $"{_folder.Page(index)} from an earlier reading is not what Spotify gives now: {difference}");

    private ManifestPage Describe(int index, byte[] page)
    {
        var range = reading.Range(index);
        return new ManifestPage(
            RawSnapshot.PageName(index),
            range.Offset,
            Math.Clamp(reading.Total - range.Offset, 0, range.Limit),
            page.Length,
            Convert.ToHexStringLower(SHA256.HashData(page)));
    }
}

/// <summary>The page at one place of a reading's folder.</summary>
internal abstract record FolderPage
{
    private FolderPage()
    {
    }

    /// <summary>The reading's page.</summary>
    /// <param name="Page">The page as the manifest lists it.</param>
    /// <param name="IsNew">False if an earlier run has stored it.</param>
    public sealed record Stored(ManifestPage Page, bool IsNew) : FolderPage;

    /// <summary>Another page, from an earlier reading.</summary>
    /// <param name="Reason">The difference, in words.</param>
    public sealed record Different(string Reason) : FolderPage;
}

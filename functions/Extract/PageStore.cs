using System.Security.Cryptography;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>The pages of one reading in the raw bucket; what is there stays.</summary>
internal sealed class PageStore(RawStore store, string playlistId, OpenReading reading)
{
    private readonly RawSnapshot _folder = reading.Folder(playlistId);

    /// <summary>The page, if an earlier run has stored it.</summary>
    /// <exception cref="PlaylistChangedException">What is stored is another page.</exception>
    public async Task<ManifestPage?> FindAsync(int index, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await store.TryReadAsync(
                _folder.Page(index), AnswerLimit.Page.Bytes, cancellationToken);
            return stored is null ? null : Listed(index, stored);
        }
        catch (ObjectTooLargeException e)
        {
            throw Differs(index, e);
        }
    }

    /// <summary>Stores the page. Where one is stored already, that one stays and counts.</summary>
    /// <exception cref="PlaylistChangedException">What is stored is another page.</exception>
    public async Task<ManifestPage> PutAsync(int index, byte[] page, CancellationToken cancellationToken) =>
        await store.TryPutAsync(_folder.Page(index), page, cancellationToken)
            ? Described(index, page)
            // Equal snapshot_ids mean equal entries, not equal bytes: a track's popularity is no part of the playlist.
            : await FindAsync(index, cancellationToken)
                ?? throw new InvalidOperationException($"{_folder.Page(index)} was there, and then it was not");

    /// <summary>Likewise, but what is stored may be another page: it gives null then.</summary>
    public async Task<(ManifestPage? Page, bool IsNew)> TryPutAsync(
        int index, byte[] page, CancellationToken cancellationToken)
    {
        if (await store.TryPutAsync(_folder.Page(index), page, cancellationToken))
        {
            return (Described(index, page), true);
        }

        try
        {
            return (await FindAsync(index, cancellationToken), false);
        }
        catch (PlaylistChangedException)
        {
            return (null, false);
        }
    }

    private ManifestPage Listed(int index, byte[] stored)
    {
        try
        {
            PageEnvelope.Read(stored).Check(reading.Range(index), reading.Total);
            return Described(index, stored);
        }
        catch (Exception e) when (e is InvalidResponseException or PlaylistChangedException)
        {
            throw Differs(index, e);
        }
    }

    private PlaylistChangedException Differs(int index, Exception e) => new(
        $"{_folder.Page(index)} from an earlier reading is not what Spotify gives now: {e.Message}");

    private ManifestPage Described(int index, byte[] page)
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

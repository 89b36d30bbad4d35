using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Functions.Lake;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>Reads one playlist into the raw bucket: whole, or not at all.</summary>
internal sealed class PlaylistExtractor(SpotifyApi spotify, RawStore store, Uri apiBaseAddress, ExtractionTime time)
{
    /// <summary>How often a playlist is read from the start when it changes meanwhile.</summary>
    public const int MaxReadings = 3;

    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="PlaylistChangedException">It was edited during each reading.</exception>
    /// <exception cref="UnreadableAnswerException">The pages are not what Spotify says they are.</exception>
    public async Task<PlaylistOutcome> ExtractAsync(string playlistId, CancellationToken cancellationToken)
    {
        var before = await spotify.DescribeAsync(playlistId, cancellationToken);
        var (endpoint, firstPage) = await FindEndpointAsync(playlistId, cancellationToken);

        for (var reading = 1; ; reading++)
        {
            var (pages, total) = await ReadPagesAsync(playlistId, endpoint, firstPage, cancellationToken);
            var after = await spotify.DescribeAsync(playlistId, cancellationToken);
            var read = pages.Sum(page => page.Items);

            if (after.SnapshotId == before.SnapshotId && read == total)
            {
                return await StoreAsync(before, endpoint, pages, cancellationToken);
            }

            if (reading == MaxReadings)
            {
                throw after.SnapshotId != before.SnapshotId
                    ? new PlaylistChangedException(Text($"its snapshot_id changed during each of {reading} readings"))
                    : new UnreadableAnswerException(
                        Text($"the pages hold {read} entries together, but Spotify counts {total}"));
            }

            before = after;
            firstPage = await spotify.ReadPageAsync(playlistId, endpoint, 0, cancellationToken);
        }
    }

    /// <summary>The first endpoint that gives the playlist's entries, and their first page.</summary>
    private async Task<(PlaylistEndpoint Endpoint, byte[] FirstPage)> FindEndpointAsync(
        string playlistId, CancellationToken cancellationToken)
    {
        APIException? refusal = null;
        foreach (var endpoint in PlaylistEndpoint.All)
        {
            try
            {
                return (endpoint, await spotify.ReadPageAsync(playlistId, endpoint, 0, cancellationToken));
            }
            catch (APIException e) when (IsNoAccess(e, alreadyRefused: refusal is not null))
            {
                refusal = MoreTelling(refusal, e);
            }
        }

        throw refusal!;
    }

    /// <summary>An endpoint that Spotify removed may answer 429 instead of 403.</summary>
    private static bool IsNoAccess(APIException e, bool alreadyRefused) =>
        e.Response?.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone
        || (alreadyRefused && e.Response?.StatusCode == HttpStatusCode.TooManyRequests);

    /// <summary>The playlist exists, since Spotify described it: 403 says more about its entries than 404.</summary>
    private static APIException MoreTelling(APIException? first, APIException second) =>
        first is null
        || (first.Response?.StatusCode != HttpStatusCode.Forbidden
            && second.Response?.StatusCode == HttpStatusCode.Forbidden)
            ? second
            : first;

    /// <summary>
    /// All pages, in memory: nothing may be stored before it is known to be of one snapshot and whole, since what is
    /// stored once stays.
    /// </summary>
    private async Task<(IReadOnlyList<PlaylistPage> Pages, int Total)> ReadPagesAsync(
        string playlistId, PlaylistEndpoint endpoint, byte[] firstPage, CancellationToken cancellationToken)
    {
        var pages = new List<PlaylistPage>();
        var body = firstPage;
        for (var offset = 0; ;)
        {
            var page = PageEnvelope.Read(body);
            pages.Add(new PlaylistPage(offset, page.Items, body));

            // Not just by the entries that came: a page that lacks some would go unnoticed
            var asked = page.Limit is > 0 and var limit ? Math.Min(limit, endpoint.PageSize) : endpoint.PageSize;
            offset += Math.Max(asked, page.Items);
            if (offset >= page.Total || page.Items == 0)
            {
                return (pages, page.Total);
            }

            body = await spotify.ReadPageAsync(playlistId, endpoint, offset, cancellationToken);
        }
    }

    /// <summary>
    /// Stores what is not there yet. What an earlier run of the day left stays, and the manifest describes it.
    /// </summary>
    private async Task<PlaylistOutcome> StoreAsync(
        PlaylistDescription playlist,
        PlaylistEndpoint endpoint,
        IReadOnlyList<PlaylistPage> pages,
        CancellationToken cancellationToken)
    {
        var snapshot = new RawSnapshot(playlist.Id, time.Date, RawSnapshot.HashOf(playlist.SnapshotId));
        var stored = new List<ManifestPage>();
        foreach (var page in pages)
        {
            stored.Add(await StoreAsync(snapshot, stored.Count, page, cancellationToken));
        }

        var entries = stored.Sum(page => page.Items);
        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(
                snapshot.PlaylistId, playlist.Name, playlist.OwnerId, playlist.SnapshotId, entries),
            time.Text,
            time.Date,
            endpoint.Name,
            apiBaseAddress.AbsoluteUri,
            CodeVersion.Current,
            stored);

        // Where there is one, an earlier run of the day has completed this snapshot, from the same pages
        await store.TryPutAsync(snapshot.Manifest, manifest.ToUtf8(), cancellationToken);
        return new PlaylistOutcome(snapshot.PlaylistId, OutcomeKind.Complete)
        {
            Entries = entries,
            Pages = stored.Count,
            Manifest = snapshot.Manifest,
        };
    }

    /// <exception cref="UnreadableAnswerException">What is stored is another page.</exception>
    private async Task<ManifestPage> StoreAsync(
        RawSnapshot snapshot, int index, PlaylistPage page, CancellationToken cancellationToken)
    {
        var key = snapshot.Page(index);
        var stored = page.Body;
        if (!await store.TryPutAsync(key, stored, cancellationToken))
        {
            // Equal snapshot_ids mean equal entries, not equal bytes: a track's popularity is no part of the playlist
            stored = await store.ReadAsync(key, cancellationToken);
            var items = PageEnvelope.Read(stored).Items;
            if (items != page.Items)
            {
                throw new UnreadableAnswerException(Text(
                    $"{key} from an earlier run holds {items} entries, and Spotify's same page now {page.Items}"));
            }
        }

        return new ManifestPage(
            RawSnapshot.PageName(index),
            page.Offset,
            page.Items,
            stored.Length,
            Convert.ToHexStringLower(SHA256.HashData(stored)));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

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
            var snapshot = new RawSnapshot(playlistId, time.Date, RawSnapshot.HashOf(before.SnapshotId));
            var (pages, total) = await StorePagesAsync(snapshot, endpoint, firstPage, cancellationToken);
            var after = await spotify.DescribeAsync(playlistId, cancellationToken);
            var read = pages.Sum(page => page.Items);

            if (after.SnapshotId == before.SnapshotId && read == total)
            {
                return await CompleteAsync(snapshot, before, endpoint, pages, cancellationToken);
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

    private async Task<(IReadOnlyList<ManifestPage> Pages, int Total)> StorePagesAsync(
        RawSnapshot snapshot, PlaylistEndpoint endpoint, byte[] firstPage, CancellationToken cancellationToken)
    {
        var pages = new List<ManifestPage>();
        var body = firstPage;
        for (var offset = 0; ;)
        {
            var page = PageEnvelope.Read(body);
            await store.PutAsync(snapshot.Page(pages.Count), body, cancellationToken);
            pages.Add(new ManifestPage(
                RawSnapshot.PageName(pages.Count),
                offset,
                page.Items,
                body.Length,
                Convert.ToHexStringLower(SHA256.HashData(body))));

            // Not just by the entries that came: a page that lacks some would go unnoticed
            var asked = page.Limit is > 0 and var limit ? Math.Min(limit, endpoint.PageSize) : endpoint.PageSize;
            offset += Math.Max(asked, page.Items);
            if (offset >= page.Total || page.Items == 0)
            {
                return (pages, page.Total);
            }

            body = await spotify.ReadPageAsync(snapshot.PlaylistId, endpoint, offset, cancellationToken);
        }
    }

    private async Task<PlaylistOutcome> CompleteAsync(
        RawSnapshot snapshot,
        PlaylistDescription playlist,
        PlaylistEndpoint endpoint,
        IReadOnlyList<ManifestPage> pages,
        CancellationToken cancellationToken)
    {
        var entries = pages.Sum(page => page.Items);
        var manifest = new SnapshotManifest(
            SnapshotManifest.CurrentSchema,
            new ManifestPlaylist(
                snapshot.PlaylistId, playlist.Name, playlist.OwnerId, playlist.SnapshotId, entries),
            time.Text,
            time.Date,
            endpoint.Name,
            apiBaseAddress.AbsoluteUri,
            CodeVersion.Current,
            pages);

        await store.PutAsync(snapshot.Manifest, manifest.ToUtf8(), cancellationToken);
        return new PlaylistOutcome(snapshot.PlaylistId, OutcomeKind.Complete)
        {
            Entries = entries,
            Pages = pages.Count,
            Manifest = snapshot.Manifest,
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using System.Net;
using SpotifyAPI.Web;

namespace Functions.Extract;

/// <summary>
/// Finds which of the two endpoints gives a playlist's entries: the one that did so the last time is asked first, and
/// the other one when that refuses.
/// </summary>
/// <param name="remembered">The name of the one that did the last time; null: not known.</param>
internal sealed class EndpointFinder(SpotifyApi spotify, string? remembered)
{
    private volatile string? _working = PlaylistEndpoint.Named(remembered)?.Name;

    /// <summary>The name of the one that did the last time; null: not known.</summary>
    public string? Working => _working;

    /// <summary>
    /// Spotify asks to wait. Removed endpoints answer 429 too: the next run must not wait for this one again.
    /// </summary>
    public void Forget() => _working = null;

    /// <summary>The first endpoint that gives the playlist's entries, and their first page.</summary>
    /// <exception cref="APIException">Neither does: what the more telling of the two says.</exception>
    public async Task<(PlaylistEndpoint Endpoint, byte[] FirstPage)> FindAsync(
        string playlistId, CancellationToken cancellationToken)
    {
        APIException? refusal = null;
        foreach (var endpoint in InOrder())
        {
            var mayBeGone = MayBeGone(endpoint, refusal);
            try
            {
                return (endpoint, await FirstPageAsync(endpoint, playlistId, mayBeGone, cancellationToken));
            }
            catch (APIException e) when (IsNoAccess(e) || (mayBeGone && IsTooMany(e)))
            {
                refusal = MoreTelling(refusal, e);
            }
            catch (SpotifyBlockedException)
            {
                Forget();
                throw;
            }
        }

        throw refusal!;
    }

    /// <summary>Whether this endpoint gives the playlist's entries.</summary>
    public async Task<bool> GivesAsync(
        PlaylistEndpoint endpoint, string playlistId, CancellationToken cancellationToken)
    {
        try
        {
            await FirstPageAsync(endpoint, playlistId, mayBeGone: false, cancellationToken);
            return true;
        }
        catch (APIException e) when (IsNoAccess(e))
        {
            return false;
        }
    }

    /// <summary>Whether Spotify does not give this, however often it is asked.</summary>
    public static bool IsNoAccess(APIException e) =>
        e.Response?.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private async Task<byte[]> FirstPageAsync(
        PlaylistEndpoint endpoint, string playlistId, bool mayBeGone, CancellationToken cancellationToken)
    {
        var page = await spotify.ReadPageAsync(
            playlistId, endpoint, new PageRange(0, endpoint.PageSize), cancellationToken, mayBeGone);
        // Any JSON may come with 200.
        _ = PageEnvelope.Read(page);
        _working = endpoint.Name;
        return page;
    }

    /// <summary>
    /// Whether a 429 may only mean that Spotify has removed the endpoint: that is so of <c>/tracks</c>, where the app
    /// has <c>/items</c>. An app that has not is told 404 there, not 403.
    /// </summary>
    private bool MayBeGone(PlaylistEndpoint endpoint, APIException? refusal) =>
        endpoint == PlaylistEndpoint.Tracks
        && (refusal?.Response?.StatusCode == HttpStatusCode.Forbidden
            || (refusal is not null && _working == PlaylistEndpoint.Items.Name));

    private static bool IsTooMany(APIException e) => e.Response?.StatusCode == HttpStatusCode.TooManyRequests;

    private IEnumerable<PlaylistEndpoint> InOrder()
    {
        var first = PlaylistEndpoint.Named(_working) ?? PlaylistEndpoint.All[0];
        return PlaylistEndpoint.All.Where(endpoint => endpoint != first).Prepend(first);
    }

    /// <summary>The playlist exists, since Spotify described it: 403 says more about its entries than 404.</summary>
    private static APIException MoreTelling(APIException? first, APIException second) =>
        first is null
        || (first.Response?.StatusCode != HttpStatusCode.Forbidden
            && second.Response?.StatusCode == HttpStatusCode.Forbidden)
            ? second
            : first;
}

using System.Net;
using SpotifyAPI.Web;

namespace Functions.Extract.Spotify;

/// <summary>Finds the endpoint that returns a playlist's entries. It tries the endpoint that did so last time, and then
/// the other one.</summary>
/// <param name="remembered">The name of the endpoint that returned entries last time; null if it is unknown.</param>
internal sealed class EndpointFinder(SpotifyApi spotify, string? remembered)
{
    private volatile string? _working = PlaylistEndpoint.Named(remembered)?.Name;

    /// <summary>The name of the endpoint that returned entries last time; null if it is unknown.</summary>
    public string? Working => _working;

    /// <summary>Forgets the endpoint, because Spotify asks for a wait. Removed endpoints answer 429 too, and the next
    /// run must not wait for this one again.</summary>
    public void Forget() => _working = null;

    /// <summary>Requests the playlist's first page from one endpoint after the other.</summary>
    /// <exception cref="APIException">Both endpoints refuse; this is the refusal that tells more.</exception>
    /// <returns>The endpoint that does not refuse, and its answer: a page, or an invalid one.</returns>
    public async Task<(PlaylistEndpoint Endpoint, PageAnswer First)> FindAsync(
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

    public async Task<bool> ReturnsAsync(
        PlaylistEndpoint endpoint, string playlistId, CancellationToken cancellationToken)
    {
        try
        {
            return await FirstPageAsync(endpoint, playlistId, mayBeGone: false, cancellationToken)
                is PageAnswer.Invalid(var reason)
                    ? throw new InvalidResponseException(reason)
                    : true;
        }
        catch (APIException e) when (IsNoAccess(e))
        {
            return false;
        }
    }

    /// <summary>Determines whether a refusal is final: Spotify does not return the resource to this app.</summary>
    public static bool IsNoAccess(APIException e) =>
        e.Response?.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    private async Task<PageAnswer> FirstPageAsync(
        PlaylistEndpoint endpoint, string playlistId, bool mayBeGone, CancellationToken cancellationToken)
    {
        var bytes = await spotify.ReadPageAsync(
            playlistId, endpoint, new EntryRange(0, endpoint.PageSize), cancellationToken, mayBeGone);
        // Any JSON may come with the status 200.
        if (!SpotifyPage.TryRead(bytes, out var page, out var defect))
        {
            return new PageAnswer.Invalid(defect);
        }

        _working = endpoint.Name;
        return new PageAnswer.Page(page);
    }

    /// <summary>Determines whether a 429 may only mean that Spotify has removed the endpoint. That is possible for
    /// <c>/tracks</c> if the app has <c>/items</c>; an app without <c>/items</c> gets 404 there, not 403.</summary>
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

    /// <summary>The refusal that tells more. The playlist exists, since Spotify described it, so 403 tells more about
    /// its entries than 404.</summary>
    private static APIException MoreTelling(APIException? first, APIException second) =>
        first is null
        || (first.Response?.StatusCode != HttpStatusCode.Forbidden
            && second.Response?.StatusCode == HttpStatusCode.Forbidden)
            ? second
            : first;
}

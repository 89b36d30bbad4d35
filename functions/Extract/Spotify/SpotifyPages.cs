using SpotifyAPI.Web;

namespace Functions.Extract.Spotify;

/// <param name="isResumed">True if an earlier run has read the first page.</param>
internal sealed class SpotifyPages(
    SpotifyApi spotify, PlaylistDescription playlist, PlaylistEndpoint endpoint, int total, bool isResumed)
{
    /// <summary>The most requests for a page whose answers are not that page.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Requests a page, again if the answer is invalid.</summary>
    /// <returns>The page, the sign of another state, or the last invalid answer.</returns>
    public async Task<PageAnswer> ReadAsync(EntryRange range, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var isLast = attempt == MaxAttempts;
                var answer = await RequestAsync(range, isLast, cancellationToken);
                if (isLast || answer is not PageAnswer.Invalid)
                {
                    return answer;
                }
            }
        }
        catch (APIException e) when (EndpointFinder.IsNoAccess(e))
        {
            // The endpoint may be gone, and not the playlist: finding the endpoint again will show it.
            return new PageAnswer.Changed("the endpoint of the first pages refuses the others");
        }
    }

    private async Task<PageAnswer> RequestAsync(EntryRange range, bool isLast, CancellationToken cancellationToken)
    {
        var bytes = await spotify.ReadPageAsync(playlist.Id, endpoint, range, cancellationToken);
        if (!SpotifyPage.TryRead(bytes, out var page, out var defect))
        {
            return new PageAnswer.Invalid(defect);
        }

        return page.Compare(range, total) switch
        {
            null => new PageAnswer.Page(page),
            { Kind: MismatchKind.Total, Reason: var reason } when isLast || await IsEditedAsync(cancellationToken) =>
                new PageAnswer.Changed(reason),
            { Kind: MismatchKind.Range, Reason: var reason } when isLast && isResumed =>
                new PageAnswer.Changed($"the pages of an earlier run do not go with those of now ({reason})"),
            { Reason: var reason } => new PageAnswer.Invalid(reason),
        };
    }

    /// <summary>Determines whether another total means an edit. One of Spotify's servers may lag behind the others, and
    /// only another snapshot_id proves an edit.</summary>
    private async Task<bool> IsEditedAsync(CancellationToken cancellationToken) =>
        !playlist.SaysWhetherItChanged
        || (await spotify.DescribeAsync(playlist.Id, cancellationToken)).SnapshotId != playlist.SnapshotId;
}

/// <param name="Offset">The position of the first entry, from 0.</param>
/// <param name="Limit">The most entries.</param>
internal sealed record EntryRange(int Offset, int Limit)
{
    /// <summary>The number of its entries, if there are so many in total.</summary>
    public int ItemsOf(int total) => Math.Clamp(total - Offset, 0, Limit);

    /// <summary>The range that a page has whose limit may be smaller than the requested one.</summary>
    public EntryRange AtMost(int? limit) =>
        limit is > 0 and var most && most < Limit ? this with { Limit = most } : this;
}

internal abstract record PageAnswer
{
    private PageAnswer()
    {
    }

    public sealed record Page(SpotifyPage Content) : PageAnswer;

    /// <summary>A sign that the pages do not belong to one state of the playlist any more.</summary>
    public sealed record Changed(string Reason) : PageAnswer;

    /// <summary>JSON that is not the requested page, and no sign of another state either. Another request may get the
    /// page.</summary>
    public sealed record Invalid(string Reason) : PageAnswer;
}

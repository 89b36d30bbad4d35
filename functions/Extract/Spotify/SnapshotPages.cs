using SpotifyAPI.Web;

namespace Functions.Extract.Spotify;

/// <summary>The pages of one state of a playlist.</summary>
/// <param name="spotify">Sends the requests.</param>
/// <param name="playlist">The state, as Spotify described it.</param>
/// <param name="endpoint">The endpoint that has returned the first page.</param>
/// <param name="total">The entries of the whole playlist, as its first page had them.</param>
/// <param name="isResumed">True if an earlier run has read the first page.</param>
internal sealed class SnapshotPages(
    SpotifyApi spotify, PlaylistDescription playlist, PlaylistEndpoint endpoint, int total, bool isResumed)
{
    /// <summary>The most requests for a page whose answers are not that page.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Requests a page, again if the answer is not that page.</summary>
    /// <exception cref="APIException">Spotify refuses.</exception>
    /// <exception cref="InvalidResponseException">The last answer was not that page.</exception>
    public async Task<PageAnswer> ReadAsync(EntryRange range, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                if (await TryReadAsync(range, attempt, cancellationToken) is { } answer)
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

    /// <summary>Determines whether to repeat a request whose answer was not a page.</summary>
    /// <param name="attempt">The number of the attempt, from 1.</param>
    /// <param name="answer">The answer.</param>
    public static bool MayRepeat(int attempt, InvalidResponseException answer) =>
        attempt < MaxAttempts && answer.IsJson;

    /// <returns>The answer; null if the request is to be repeated.</returns>
    private async Task<PageAnswer?> TryReadAsync(EntryRange range, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            var page = await spotify.ReadPageAsync(playlist.Id, endpoint, range, cancellationToken);
            return SpotifyPage.Read(page).Compare(range, total) is { } mismatch
                ? new PageAnswer.Changed(await ChangeAsync(mismatch, attempt, cancellationToken))
                : new PageAnswer.Page(page);
        }
        catch (InvalidResponseException e) when (MayRepeat(attempt, e))
        {
            return null;
        }
    }

    /// <summary>The sign of another state of the playlist that a difference is.</summary>
    /// <exception cref="InvalidResponseException">The difference is no such sign.</exception>
    private async Task<string> ChangeAsync(PageMismatch mismatch, int attempt, CancellationToken cancellationToken)
    {
        var isLast = attempt == MaxAttempts;
        return mismatch.Kind switch
        {
            MismatchKind.Total when isLast || await IsEditedAsync(cancellationToken) => mismatch.Reason,
            MismatchKind.Range when isLast && isResumed =>
                $"the pages of an earlier run do not go with those of now ({mismatch.Reason})",
            _ => throw new InvalidResponseException(mismatch.Reason),
        };
    }

    /// <summary>
    /// Determines whether another total means an edit. One of Spotify's servers may lag behind the others, and only
    /// another snapshot_id proves an edit.
    /// </summary>
    private async Task<bool> IsEditedAsync(CancellationToken cancellationToken) =>
        !playlist.SaysWhetherItChanged
        || (await spotify.DescribeAsync(playlist.Id, cancellationToken)).SnapshotId != playlist.SnapshotId;
}

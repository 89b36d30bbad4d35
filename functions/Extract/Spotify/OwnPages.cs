namespace Functions.Extract.Spotify;

/// <summary>The requests for the pages of an own list. The total of its pages is the number of entries that are read:
/// a chart has more of them than its limit, and another number each day.</summary>
internal sealed class OwnPages(SpotifyApi spotify, OwnList list)
{
    /// <summary>Requests a page, again if the answer is not that page.</summary>
    /// <param name="total">The total of the first page; null for the first page itself, which may be smaller than
    /// requested.</param>
    public async Task<PageAnswer> ReadAsync(EntryRange range, int? total, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = Check(await spotify.ReadOwnPageAsync(list, range, cancellationToken), range, total);
            // One of Spotify's servers may lag behind the others: another total is no proof of a change.
            if (answer is PageAnswer.Page || attempt == SpotifyPages.MaxAttempts)
            {
                return answer;
            }
        }
    }

    private PageAnswer Check(byte[] bytes, EntryRange range, int? total)
    {
        if (!SpotifyPage.TryRead(bytes, out var read, out var defect))
        {
            return new PageAnswer.Invalid(defect);
        }

        var page = read with { Total = Math.Min(read.Total, list.MaxEntries) };
        var asked = total is null ? range.AtMost(page.Limit) : range;
        return page.Compare(asked, total ?? page.Total) switch
        {
            null => new PageAnswer.Page(page),
            { Kind: MismatchKind.Total, Reason: var reason } => new PageAnswer.Changed(reason),
            { Reason: var reason } => new PageAnswer.Invalid(reason),
        };
    }
}

namespace Functions.Extract.Spotify;

/// <summary>One of the user's own lists of tracks: a chart, or the liked songs.</summary>
/// <param name="Endpoint">The address, relative to the Web API's.</param>
/// <param name="TimeRange">The range of a chart; null for a list that is no chart.</param>
/// <param name="MaxEntries">The most entries that are read of it, from the first one.</param>
internal sealed record OwnList(string Endpoint, string? TimeRange, int MaxEntries)
{
    /// <summary>The most entries of a page.</summary>
    public const int MaxPageSize = 50;

    /// <summary>True if the items of its pages are tracks themselves.</summary>
    public bool IsChart => TimeRange is not null;

    /// <summary>The range of a page, which ends with <see cref="MaxEntries"/>.</summary>
    public EntryRange Range(int index, int pageSize)
    {
        var offset = index * pageSize;
        return new EntryRange(offset, Math.Min(pageSize, MaxEntries - offset));
    }
}

namespace Functions.Transform;

/// <summary>The manifests of a month of plays, and those of pages of the months beside it.</summary>
internal sealed class MonthSources
{
    // A page is of the plays that ended before it was read; the run may have waited since its schedule fired.
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<MonthManifest> _imports;
    private readonly ILookup<PlayedMonth, string> _pages;
    private readonly PlayedMonth _month;

    private MonthSources(
        PlayedMonth month, IReadOnlyList<MonthManifest> imports, IReadOnlyList<MonthManifest> pages)
    {
        (_month, _imports) = (month, imports);
        _pages = pages.ToLookup(page => page.Month, page => page.Key);
    }

    /// <summary>The keys of all manifests of the month, in their order.</summary>
    public IReadOnlyList<string> Manifests => [.. _imports.Select(import => import.Key), .. _pages[_month]];

    public static async Task<MonthSources> ListAsync(
        Ledger ledger, PlayedMonth month, CancellationToken cancellationToken) => new(
            month,
            await ledger.ImportsAsync(month, cancellationToken),
            await ledger.PlayPagesAsync(month.Add(-1), month.Add(1), cancellationToken));

    /// <summary>Determines whether the month or the other one has pages. Without any, no plays match.</summary>
    public bool HavePages(PlayedMonth neighbour) => _pages.Contains(_month) || _pages.Contains(neighbour);

    /// <summary>The manifests of a month beside it that may have plays at the boundary.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(
        Ledger ledger, PlayedMonth neighbour, CancellationToken cancellationToken)
    {
        var imports = await ledger.ImportsAsync(neighbour, cancellationToken);
        var end = new DateTimeOffset(_month.FirstDay, default, default) - MaxDelay;
        var first = neighbour.FirstDay < _month.FirstDay ? PlaysZone.FolderOf(neighbour, end) : "";
        return
        [
            .. imports.Select(import => import.Key),
            .. _pages[neighbour].Where(page => string.CompareOrdinal(page, first) >= 0),
        ];
    }
}

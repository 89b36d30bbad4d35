using Functions.Lake;

namespace Functions.Extract;

/// <summary>The stored pages of a reading, of which several are on their way at once.</summary>
internal sealed class ReadingProgress(OpenReading begun)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, ManifestPage> _pages =
        new(begun.Pages.ToDictionary(page => page.Offset / begun.PageSize));

    /// <summary>The reading with the pages that are stored so far.</summary>
    public OpenReading Reading
    {
        get
        {
            lock (_lock)
            {
                return begun with { Pages = [.. _pages.Values] };
            }
        }
    }

    /// <summary>The indices of the pages that are not stored yet.</summary>
    public IReadOnlyList<int> Missing
    {
        get
        {
            lock (_lock)
            {
                return [.. Enumerable.Range(0, begun.PageCount).Where(index => !_pages.ContainsKey(index))];
            }
        }
    }

    public void Add(int index, ManifestPage page)
    {
        lock (_lock)
        {
            _pages.Add(index, page);
        }
    }
}

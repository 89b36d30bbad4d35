using Functions.Extract.Spotify;

namespace Bench.Extract;

/// <summary>The playlists of a measurement.</summary>
/// <param name="Playlists">The number of playlists.</param>
/// <param name="Entries">The number of entries of each.</param>
/// <param name="Processes">The number of processes of the function that read them, one after another.</param>
internal sealed record ExtractCase(int Playlists, int Entries, int Processes)
{
    /// <summary>The name in the report.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Playlists} × {Entries:#,0}");

    /// <summary>The number of pages of each playlist; an empty one has one too.</summary>
    public int PagesEach => Math.Max(1, (Entries + PageSize - 1) / PageSize);

    /// <summary>The number of pages of all playlists.</summary>
    public int Pages => Playlists * PagesEach;

    private static int PageSize => PlaylistEndpoint.Items.PageSize;
}

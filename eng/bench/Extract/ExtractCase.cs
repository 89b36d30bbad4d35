using Functions.Extract.Spotify;

namespace Bench.Extract;

/// <param name="Processes">The number of processes of the function that read them, one after another.</param>
internal sealed record ExtractCase(int Playlists, int Entries, int Processes)
{
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Playlists} × {Entries:#,0}");

    /// <summary>The number of pages of each playlist; an empty one has one too.</summary>
    public int PagesEach => Math.Max(1, (Entries + PageSize - 1) / PageSize);

    public int Pages => Playlists * PagesEach;

    private static int PageSize => PlaylistEndpoint.Items.PageSize;
}

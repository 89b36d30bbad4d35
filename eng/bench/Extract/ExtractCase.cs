using System.Globalization;
using Functions.Extract.Spotify;

namespace Bench.Extract;

/// <summary>Playlists to read.</summary>
/// <param name="Playlists">How many.</param>
/// <param name="Entries">Of each.</param>
/// <param name="Processes">How many processes of the function read them, one after the other.</param>
internal sealed record ExtractCase(int Playlists, int Entries, int Processes)
{
    /// <summary>In the report.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{Playlists} × {Entries:#,0}");

    /// <summary>The pages of each playlist: an empty one has one too.</summary>
    public int PagesEach => Math.Max(1, (Entries + PageSize - 1) / PageSize);

    /// <summary>The pages of all.</summary>
    public int Pages => Playlists * PagesEach;

    private static int PageSize => PlaylistEndpoint.Items.PageSize;
}

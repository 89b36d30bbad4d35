namespace Functions.Extract.Spotify;

/// <summary>One of the two endpoints for a playlist's entries. Development-mode apps have <c>/items</c> since February
/// 2026; apps with extended quota from before may have <c>/tracks</c> only.</summary>
/// <param name="PageSize">The most entries of a page.</param>
internal sealed record PlaylistEndpoint(string Name, int PageSize)
{
    public static readonly PlaylistEndpoint Items = new(RawEndpoint.Items, 50);

    public static readonly PlaylistEndpoint Tracks = new(RawEndpoint.Tracks, 100);

    /// <summary>Both endpoints, in the order in which they are tried.</summary>
    public static IReadOnlyList<PlaylistEndpoint> All { get; } = [Items, Tracks];

    /// <summary>The endpoint with a name; null if there is none.</summary>
    public static PlaylistEndpoint? Named(string? name) => All.FirstOrDefault(endpoint => endpoint.Name == name);

    /// <summary>The entries of a page, which may be fewer than were requested.</summary>
    public int PageSizeOf(SpotifyPage first) =>
        first.Limit is > 0 and var limit ? Math.Min(limit, PageSize) : PageSize;

    public Uri GetUri(string playlistId) =>
        new($"playlists/{Uri.EscapeDataString(playlistId)}/{Name}", UriKind.Relative);
}

namespace Functions.Extract;

/// <summary>
/// One of the two ways to a playlist's entries. Development-mode apps have <c>/items</c> since February 2026; apps with
/// extended quota from before may have <c>/tracks</c> only.
/// </summary>
/// <param name="Name">The last part of its address.</param>
/// <param name="PageSize">The most entries that it gives at once.</param>
internal sealed record PlaylistEndpoint(string Name, int PageSize)
{
    public static readonly PlaylistEndpoint Items = new("items", 50);

    public static readonly PlaylistEndpoint Tracks = new("tracks", 100);

    /// <summary>In the order in which they are tried.</summary>
    public static IReadOnlyList<PlaylistEndpoint> All { get; } = [Items, Tracks];

    /// <summary>The one with this name; null where there is none.</summary>
    public static PlaylistEndpoint? Named(string? name) => All.FirstOrDefault(endpoint => endpoint.Name == name);

    /// <summary>Relative to the Web API's address.</summary>
    public Uri Of(string playlistId) =>
        new($"playlists/{Uri.EscapeDataString(playlistId)}/{Name}", UriKind.Relative);
}

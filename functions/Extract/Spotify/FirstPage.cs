namespace Functions.Extract.Spotify;

/// <summary>The first page of a playlist.</summary>
/// <param name="Endpoint">The endpoint that returned it.</param>
/// <param name="Bytes">The page as Spotify sent it.</param>
/// <param name="Numbers">The page's numbers.</param>
internal sealed record FirstPage(PlaylistEndpoint Endpoint, byte[] Bytes, SpotifyPage Numbers);

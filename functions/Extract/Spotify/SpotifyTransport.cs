using System.Net;

namespace Functions.Extract.Spotify;

/// <summary>The connections to Spotify, which go to the configured addresses and nowhere else.</summary>
internal static class SpotifyTransport
{
    public static SocketsHttpHandler Create()
    {
#pragma warning disable RS0030 // The one place where it is made.
        return new SocketsHttpHandler
        {
            // A redirect of a POST would take the refresh token along, to whatever host it names.
            AllowAutoRedirect = false,
            // The bytes are stored as they come, and a few of them cannot become many.
            AutomaticDecompression = DecompressionMethods.None,
        };
#pragma warning restore RS0030
    }
}

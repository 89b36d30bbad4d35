using System.Net;

namespace Functions.Extract;

/// <summary>The connections to Spotify: to the configured addresses and nowhere else.</summary>
internal static class SpotifyTransport
{
    public static SocketsHttpHandler Create()
    {
#pragma warning disable RS0030 // the one place where it is made
        return new SocketsHttpHandler
        {
            // A redirect of a POST takes the refresh token along, to whatever host it names.
            AllowAutoRedirect = false,
            // What is stored are the bytes as they came, and a few of them cannot become many.
            AutomaticDecompression = DecompressionMethods.None,
        };
#pragma warning restore RS0030
    }
}

using SpotifyAPI.Web.Http;

namespace Functions.Extract.Spotify;

/// <summary>An answer of Spotify's, as text and as the bytes that were sent.</summary>
internal sealed class SpotifyAnswer(IDictionary<string, string> headers) : Response(headers)
{
    public required byte[] Bytes { get; init; }
}

using Functions.Json;

namespace Functions.Extract.Spotify;

/// <summary>Checks that an answer is one whole JSON document: proxies send web pages, and bodies are cut
/// short.</summary>
internal static class JsonValidator
{
    public static void Check(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = SpotifyJson.Reader(body);
            while (json.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw new InvalidResponseException($"Spotify's answer is not whole JSON: {e.Message}", e);
        }
    }
}

/// <summary>An answer with success that does not have the requested content.</summary>
internal sealed class InvalidResponseException : Exception
{
    public InvalidResponseException(string message)
        : base(message)
    {
    }

    public InvalidResponseException(string message, JsonException innerException)
        : base(message, innerException)
    {
    }
}

using System.Text.Json;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>
/// Checks that an answer is one whole JSON document: proxies send web pages, and bodies are cut short.
/// </summary>
internal static class JsonValidator
{
    /// <exception cref="InvalidResponseException">It is not one whole JSON document.</exception>
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

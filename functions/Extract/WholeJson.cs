using System.Text.Json;
using Functions.Lake;

namespace Functions.Extract;

/// <summary>Whether an answer is what a Web API answers: proxies send web pages, and bodies are cut short.</summary>
internal static class WholeJson
{
    /// <exception cref="UnreadableAnswerException">It is not one whole JSON document.</exception>
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
            throw new UnreadableAnswerException($"Spotify's answer is not whole JSON: {e.Message}", e);
        }
    }
}

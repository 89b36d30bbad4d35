namespace Functions.Extract.Spotify;

/// <summary>Reads an answer's body up to its limit, unless the answer must be refused.</summary>
internal static class AnswerReader
{
    private const string Check =
        "Check the settings apiBaseAddress and accountsBaseAddress, and what stands between the function and Spotify: "
        + "a proxy, say.";

    /// <param name="answer">An answer whose headers have come.</param>
    /// <param name="limit">The most bytes of an answer with success.</param>
    /// <exception cref="RefusedAnswerException">The answer is a redirect, is compressed, or is too long.</exception>
    public static async Task ReadAsync(
        HttpResponseMessage answer, Uri address, AnswerLimit limit, CancellationToken cancellationToken)
    {
        var host = address.IdnHost;
        // SpotifyAPI.Web takes a redirect for a success.
        if ((int)answer.StatusCode is >= 300 and < 400)
        {
            var target = TargetOf(address, answer.Headers.Location);
            throw new RefusedAnswerException(
                string.Create(
                    CultureInfo.InvariantCulture, $"{host} answers {(int)answer.StatusCode} and points to {target}"),
                "A redirect is never followed, and nothing was sent there: Spotify's own addresses answer without one. "
                + Check);
        }

        if (answer.Content.Headers.ContentEncoding.Count > 0 && answer.IsSuccessStatusCode)
        {
            throw new RefusedAnswerException(
                $"{host} sends a compressed answer, which was not asked for", $"Nothing of it was stored. {Check}");
        }

        try
        {
            await answer.Content.LoadIntoBufferAsync(
                answer.IsSuccessStatusCode ? limit.Bytes : AnswerLimit.Refusal.Bytes, cancellationToken);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            if (answer.IsSuccessStatusCode)
            {
                throw new RefusedAnswerException(
                    $"{host} answers with more than {limit.Text}, and no {limit.Answer} is as long",
                    $"Nothing of it was stored, and the next run tries again. {Check}");
            }

            answer.Content.Dispose();
            answer.Content = new ByteArrayContent([]);
        }
    }

    /// <summary>The host that a redirect names; the rest of its address may repeat the request.</summary>
    private static string TargetOf(Uri address, Uri? location)
    {
        // On Unix, .NET parses an absolute path as the address of a file.
        if (location is null || !Uri.TryCreate(address, location.OriginalString, out var target))
        {
            return "no address";
        }

        return target.IdnHost is { Length: > 0 } host ? host : "an address without a host";
    }
}

/// <summary>An answer that is refused, whatever its content. Repeating the request would not help.</summary>
internal sealed class RefusedAnswerException(string message, string advice) : Exception(message)
{
    public string Advice => advice;
}

using System.Globalization;

namespace Functions.Extract;

/// <summary>Reads an answer's body, if it may be read, and no further than it may be long.</summary>
internal static class AnswerReader
{
    private const string Check =
        "Check the settings apiBaseAddress and accountsBaseAddress, and what stands between the function and Spotify: "
        + "a proxy, say.";

    /// <param name="address">The one that was asked.</param>
    /// <exception cref="RefusedAnswerException">It is a redirect, it is compressed, or it is too long.</exception>
    public static async Task ReadAsync(
        HttpResponseMessage answer, Uri address, AnswerLimit limit, CancellationToken cancellationToken)
    {
        var host = address.IdnHost;
        // SpotifyAPI.Web takes it for a success.
        if ((int)answer.StatusCode is >= 300 and < 400)
        {
            throw new RefusedAnswerException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{host} answers {(int)answer.StatusCode} and points to {TargetOf(address, answer.Headers.Location)}"),
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

    /// <summary>Its host alone: the rest may repeat what was sent.</summary>
    private static string TargetOf(Uri address, Uri? location)
    {
        // Unix takes an absolute path for a file.
        if (location is null || !Uri.TryCreate(address, location.OriginalString, out var target))
        {
            return "no address";
        }

        return target.IdnHost is { Length: > 0 } host ? host : "an address without a host";
    }
}

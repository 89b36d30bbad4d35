using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Local.Aws.Signing;

/// <summary>The form of a request that is signed ("Create a signed AWS API request" in IAM's guide).</summary>
internal static class CanonicalRequest
{
    /// <summary>Writes a request in that form.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signedHeaders">The headers that are signed.</param>
    /// <param name="payloadHash">What the request says of its body.</param>
    /// <param name="escapesOnce">
    /// S3 takes a path as it is; every other service folds its dots, and escapes it once more.
    /// </param>
    public static string Of(
        HttpRequest request, ImmutableArray<string> signedHeaders, string payloadHash, bool escapesOnce)
    {
        // As it was sent: the server's own reading folds dots and slashes.
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var (path, query) = TextPair.Cut(target, '?');
        return string.Join(
            '\n',
            [
                request.Method,
                escapesOnce ? Escaped(path) : EscapedTwice(path),
                CanonicalQuery(query),
                .. signedHeaders.Select(name => $"{name}:{CanonicalValue(request.Headers[name])}"),
                "",
                string.Join(';', signedHeaders),
                payloadHash,
            ]);
    }

    private static string Escaped(string path) =>
        string.Join('/', Uri.UnescapeDataString(path).Split('/').Select(Uri.EscapeDataString));

    private static string EscapedTwice(string path)
    {
        var folded = new List<string>();
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var segment in segments.Select(Uri.UnescapeDataString).Where(segment => segment != "."))
        {
            if (segment != "..")
            {
                folded.Add(Uri.EscapeDataString(Uri.EscapeDataString(segment)));
            }
            else if (folded.Count > 0)
            {
                folded.RemoveAt(folded.Count - 1);
            }
        }

        var end = folded.Count > 0 && path.EndsWith('/') ? "/" : "";
        return $"/{string.Join('/', folded)}{end}";
    }

    private static string CanonicalQuery(string query) => string.Join(
        '&',
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => TextPair.Cut(pair, '='))
            .Select(pair => (Name: EscapedText(pair.Before), Value: EscapedText(pair.Behind)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string EscapedText(string text) =>
        Uri.EscapeDataString(Uri.UnescapeDataString(text.Replace('+', ' ')));

    // Spaces in a row are one, and none are left around it.
    private static string CanonicalValue(StringValues values) => string.Join(
        ',', values.Select(value => string.Join(' ', value!.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Twin.Aws.Signing;

/// <summary>The form in which requests are signed ("Create a signed AWS API request" in IAM's guide).</summary>
internal static class CanonicalRequest
{
    /// <param name="escapesOnce">True for S3, which signs the path as it is; other services resolve its dots and
    /// escape it once more.</param>
    public static string Format(
        HttpRequest request, ImmutableArray<string> signedHeaders, string payloadHash, bool escapesOnce)
    {
        // The target as it was sent: the web server's parsed path has resolved dots and slashes.
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

    // Consecutive spaces become one, and surrounding ones are removed.
    private static string CanonicalValue(StringValues values) => string.Join(
        ',', values.Select(value => string.Join(' ', value!.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}

using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>The target of a path-style request.</summary>
/// <param name="Bucket">The bucket; empty in a request to the service itself.</param>
/// <param name="Key">The key, unescaped; empty in a request to a bucket.</param>
/// <param name="Query">The query parameters, unescaped; a parameter without a value is empty.</param>
internal sealed record S3Target(string Bucket, string Key, IReadOnlyDictionary<string, string> Query)
{
    /// <summary>
    /// Reads the target from the request line as it was sent: a web server normally resolves <c>..</c> and double
    /// slashes, which in S3 are parts of keys.
    /// </summary>
    public static S3Target Parse(string rawTarget)
    {
        var (path, query) = TextPair.Cut(rawTarget, '?');
        var (bucket, key) = TextPair.Cut(path.TrimStart('/'), '/');
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = TextPair.Cut(pair, '=');
            values[QueryText(name)] = QueryText(value);
        }

        return new S3Target(Uri.UnescapeDataString(bucket), Uri.UnescapeDataString(key), values);
    }

    private static string QueryText(string text) =>
        Uri.UnescapeDataString(text.Replace('+', ' '));
}

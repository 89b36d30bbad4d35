using Twin.Aws.Signing;

namespace Twin.Aws.S3;

/// <summary>The target of a path-style request.</summary>
/// <param name="Bucket">The bucket; empty in a request to the service itself.</param>
/// <param name="Key">The key, unescaped; empty in a request to a bucket.</param>
/// <param name="Query">The query parameters, unescaped; a parameter without a value is empty.</param>
internal sealed record S3Target(string Bucket, string Key, IReadOnlyDictionary<string, string> Query)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private S3Exception? Problem { get; init; }

    /// <summary>Reads the target from the request line as it was sent: a web server normally resolves <c>..</c> and
    /// double slashes, which in S3 are parts of keys.</summary>
    public static S3Target Parse(string rawTarget)
    {
        var (path, query) = TextPair.Cut(rawTarget, '?');
        var (bucket, key) = TextPair.Cut(path.TrimStart('/'), '/');
        S3Exception? problem = null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = TextPair.Cut(pair, '=');
            var parameter = Unescape(name.Replace('+', ' '));
            if (!values.TryAdd(parameter, Unescape(value.Replace('+', ' '))))
            {
                problem ??= S3Exception.NotImplemented($"the query parameter {parameter} twice");
            }
        }

        var target = new S3Target(Unescape(bucket), Unescape(key), values);
        // S3 is known to read it as a space, which its signature is not: clients escape it.
        problem ??= path.Contains('+', StringComparison.Ordinal)
            ? S3Exception.NotImplemented("a plus sign in a path: it is escaped as %2B")
            : null;
        return target with { Problem = problem };

        string Unescape(string text)
        {
            try
            {
                return Text(text);
            }
            catch (FormatException)
            {
                problem ??= S3Exception.InvalidUri();
                return text;
            }
        }
    }

    /// <summary>Refuses a target that S3 could not read.</summary>
    /// <exception cref="S3Exception">InvalidURI, NotImplemented.</exception>
    public void Expect()
    {
        if (Problem is not null)
        {
            throw Problem;
        }
    }

    private static string Text(string escaped)
    {
        var bytes = new List<byte>(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '%')
            {
                bytes.Add((byte)escaped[at]);
                continue;
            }

            bytes.AddRange(at + 2 < escaped.Length
                ? Convert.FromHexString(escaped.AsSpan(at + 1, 2))
                : throw new FormatException("The escape has no two digits."));
            at += 2;
        }

        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("The text is not UTF-8.");
        }
    }
}

namespace Twin.Declaration.Policies;

/// <summary>IAM's wildcards: <c>*</c> is any run of characters, <c>?</c> exactly one.</summary>
public static class Wildcard
{
    /// <summary>Determines whether the whole of <paramref name="text"/> matches <paramref name="pattern"/>.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase = false)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // The last star matches one character more, and the rest is tried again.
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || (ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}

/// <summary>Amazon resource names: <c>arn:partition:service:region:account:resource</c>.</summary>
internal static class Arn
{
    private const int Segments = 6;

    /// <summary>Determines whether an ARN fits a pattern: the first five segments are the same, and the last one, which
    /// may have colons, matches.</summary>
    public static bool Like(string pattern, string arn)
    {
        var wanted = pattern.Split(':', Segments);
        var given = arn.Split(':', Segments);
        return wanted.Length == given.Length
            && wanted.SkipLast(1).SequenceEqual(given.SkipLast(1))
            && Wildcard.Matches(wanted[^1], given[^1]);
    }

    /// <summary>The reason why the twin does not judge a pattern; null if it does. IAM's guide leaves open how far a
    /// wildcard reaches that is not in the last segment.</summary>
    public static string? Misformed(string pattern) => pattern.Split(':', Segments) switch
    {
        { Length: < Segments } or [not "arn", ..] => "is not an ARN of six segments",
        [.. var first, _] when first.Any(segment => segment.AsSpan().ContainsAny('*', '?')) =>
            "has a wildcard before its last segment",
        _ => null,
    };
}

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
        var start = StartOfLast(arn);
        return start == StartOfLast(pattern)
            && pattern.AsSpan(0, start).SequenceEqual(arn.AsSpan(0, start))
            && Wildcard.Matches(pattern.AsSpan(start), arn.AsSpan(start));
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

    // The decision about each file that a query reads asks for it.
    private static int StartOfLast(string arn)
    {
        var start = 0;
        for (var i = 1; i < Segments && arn.IndexOf(':', start) is var colon and >= 0; i++)
        {
            start = colon + 1;
        }

        return start;
    }
}

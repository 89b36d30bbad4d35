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

    /// <summary>Determines whether an ARN matches a pattern as IAM compares them: each of the six segments separately,
    /// so that a wildcard does not match across a colon. Only the last segment, the resource, may contain colons, and a
    /// pattern with fewer segments matches only if it ends with <c>*</c>.</summary>
    public static bool Like(string pattern, string arn)
    {
        var wanted = pattern.Split(':', Segments);
        var given = arn.Split(':', wanted.Length);
        return wanted.Length == given.Length
            && (wanted.Length == Segments || pattern.EndsWith('*'))
            && wanted.Zip(given).All(pair => Wildcard.Matches(pair.First, pair.Second));
    }
}

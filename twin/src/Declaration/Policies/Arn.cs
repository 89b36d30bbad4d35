namespace Twin.Declaration.Policies;

/// <summary>Amazon resource names: <c>arn:partition:service:region:account:resource</c>.</summary>
internal static class Arn
{
    private const int Segments = 6;

    /// <summary>
    /// Determines whether an ARN matches a pattern as IAM compares them: each of the six segments separately, so that a
    /// wildcard does not match across a colon. Only the last segment, the resource, may contain colons, and a pattern
    /// with fewer segments matches only if it ends with <c>*</c>.
    /// </summary>
    public static bool Like(string pattern, string arn)
    {
        var wanted = pattern.Split(':', Segments);
        var given = arn.Split(':', wanted.Length);
        return wanted.Length == given.Length
            && (wanted.Length == Segments || pattern.EndsWith('*'))
            && wanted.Zip(given).All(pair => Wildcard.Matches(pair.First, pair.Second));
    }
}

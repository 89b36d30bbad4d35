namespace Local.Iam;

/// <summary>Amazon resource names: <c>arn:partition:service:region:account:resource</c>.</summary>
public static class Arn
{
    private const int Segments = 6;

    /// <summary>
    /// Whether an ARN fits a pattern as IAM compares them: each of the six segments by itself, so that a wildcard
    /// does not reach over a colon; only the last segment, the resource, may hold colons of its own.
    /// </summary>
    public static bool Like(string pattern, string arn)
    {
        var wanted = pattern.Split(':', Segments);
        var given = arn.Split(':', Segments);
        return wanted.Length < Segments || given.Length < Segments
            ? Wildcard.Matches(pattern, arn)
            : wanted.Zip(given).All(pair => Wildcard.Matches(pair.First, pair.Second));
    }
}

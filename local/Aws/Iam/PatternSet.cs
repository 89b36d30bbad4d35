namespace Local.Aws.Iam;

/// <summary>A statement's Action or Resource element, or its Not… form.</summary>
/// <param name="Patterns">As written in the policy.</param>
/// <param name="Excluded">True for NotAction and NotResource: matches what fits none of the patterns.</param>
public sealed record PatternSet(IReadOnlyList<string> Patterns, bool Excluded)
{
    /// <summary>Whether <paramref name="value"/> is meant, each pattern compared by <paramref name="fits"/>.</summary>
    public bool Covers(string value, Func<string, string, bool> fits) =>
        Patterns.Any(pattern => fits(pattern, value)) != Excluded;
}

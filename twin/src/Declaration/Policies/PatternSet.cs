namespace Twin.Declaration.Policies;

/// <summary>A statement's Action or Resource element, or its Not… form.</summary>
/// <param name="Excluded">True for NotAction and NotResource: matches if none of the patterns does.</param>
public sealed record PatternSet(IReadOnlyList<string> Patterns, bool Excluded)
{
    /// <summary>
    /// Determines whether <paramref name="value"/> is covered, each pattern compared by <paramref name="fits"/>.
    /// </summary>
    public bool Covers(string value, Func<string, string, bool> fits) =>
        Patterns.Any(pattern => fits(pattern, value)) != Excluded;
}

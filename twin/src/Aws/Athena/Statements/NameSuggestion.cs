namespace Twin.Aws.Athena.Statements;

/// <summary>The known name that a misspelt one is most like, by edit distance without case and underscores.</summary>
public static class NameSuggestion
{
    // One edit in a name of three letters, three in a long one: beyond that, two names are just different.
    private const int LettersPerEdit = 3;
    private const int MaxEdits = 3;

    /// <summary>A question to put after a message; empty if no known name is like the name.</summary>
    /// <param name="name">The name as it was typed.</param>
    /// <param name="known">The known names.</param>
    public static string Format(string name, IEnumerable<string> known) =>
        Nearest(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static string? Nearest(string name, IEnumerable<string> known)
    {
        var letters = Letters(name);
        return known
            .Select(other => (Name: other, Edits: Edits(letters, Letters(other))))
            .Where(other => other.Edits <= Math.Min(MaxEdits, letters.Length / LettersPerEdit))
            .OrderBy(other => other.Edits)
            .ThenBy(other => other.Name, StringComparer.Ordinal)
            .Select(other => other.Name)
            .FirstOrDefault();
    }

    private static string Letters(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The edits that make one text of the other: a letter more, less, in place of another, or two
    /// exchanged.</summary>
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] = (i, j) switch
                {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => Math.Min(
                        Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1,
                        edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)),
                };
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[from.Length, to.Length];
    }
}

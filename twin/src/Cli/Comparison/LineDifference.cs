namespace Twin.Cli.Comparison;

internal static class LineDifference
{
    private const int Context = 2;

    // Above it the comparison takes long, and nobody reads the result.
    private const int MaxLines = 1000;

    /// <summary>The removed lines (<c>-</c>) and the added ones (<c>+</c>), with some of the lines around them; empty
    /// when a text is too long to compare.</summary>
    public static ImmutableArray<string> Between(string before, string after)
    {
        var old = before.ReplaceLineEndings("\n").Split('\n');
        var fresh = after.ReplaceLineEndings("\n").Split('\n');
        if (old.Length > MaxLines || fresh.Length > MaxLines)
        {
            return [];
        }

        var lines = Lines(old, fresh).ToList();
        var shown = lines
            .Select((line, place) => Enumerable.Range(place - Context, (2 * Context) + 1)
                .Any(near => near >= 0 && near < lines.Count && lines[near][0] != ' '))
            .ToList();

        var result = ImmutableArray.CreateBuilder<string>();
        for (var place = 0; place < lines.Count; place++)
        {
            if (shown[place])
            {
                result.Add(lines[place]);
            }
            else if (place == 0 || shown[place - 1])
            {
                var hidden = shown.Skip(place).TakeWhile(isShown => !isShown).Count();
                result.Add(string.Create(CultureInfo.InvariantCulture, $"  … {hidden} lines are the same"));
            }
        }

        return result.ToImmutable();
    }

    // By the longest common subsequence: common[i, j] is its length for the lines from i and from j to the end.
    private static IEnumerable<string> Lines(string[] old, string[] fresh)
    {
        var common = new int[old.Length + 1, fresh.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = fresh.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == fresh[j]
                    ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var (at, to) = (0, 0);
        while (at < old.Length || to < fresh.Length)
        {
            if (at < old.Length && to < fresh.Length && old[at] == fresh[to])
            {
                yield return "  " + old[at];
                (at, to) = (at + 1, to + 1);
            }
            else if (to == fresh.Length || (at < old.Length && common[at + 1, to] >= common[at, to + 1]))
            {
                yield return "- " + old[at++];
            }
            else
            {
                yield return "+ " + fresh[to++];
            }
        }
    }
}

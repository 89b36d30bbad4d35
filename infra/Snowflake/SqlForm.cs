using System.Text.RegularExpressions;

namespace Infra.Snowflake;

/// <summary>A form of SQL that Snowflake has otherwise.</summary>
/// <param name="trino">The form in Trino's SQL. A part such as <c>{x}</c> stands for any text without a comma, one such
/// as <c>{x...}</c> for any text; parentheses in it are closed. A part that comes twice is twice the same. In a literal
/// it stands for its whole content.</param>
/// <param name="snowflake">The form in Snowflake's SQL, with the same parts.</param>
internal sealed partial class SqlForm(string trino, string snowflake)
{
    private const string Open = "([";
    private const string Close = ")]";

    private readonly ImmutableArray<Part> _parts = [.. Parts(trino)];

    public string Trino { get; } = trino;

    /// <summary>The text of the form where the tokens have it.</summary>
    /// <param name="fill">Writes the tokens of a part.</param>
    /// <param name="end">The first token after the form.</param>
    /// <returns>The text; null if the tokens are something else.</returns>
    public string? Find(ImmutableArray<TrinoToken> tokens, int start, Func<int, int, string> fill, out int end)
    {
        var found = new Dictionary<string, (int From, int To)>(StringComparer.Ordinal);
        return Match(tokens, start, 0, found, out end)
            ? Name().Replace(snowflake, match => found.TryGetValue(match.Groups[1].Value, out var part)
                ? part.To < 0 ? tokens[part.From].Text[1..^1] : fill(part.From, part.To)
                : match.Value)
            : null;
    }

    private bool Match(
        ImmutableArray<TrinoToken> tokens,
        int at,
        int number,
        Dictionary<string, (int From, int To)> found,
        out int end)
    {
        end = at;
        if (number == _parts.Length)
        {
            return true;
        }

        var part = _parts[number];
        return part switch
        {
            { Name: null } => tokens[at] == part.Token && Match(tokens, at + 1, number + 1, found, out end),
            { IsLiteral: true } => MatchLiteral(tokens, at, number, part.Name, found, out end),
            _ when found.TryGetValue(part.Name, out var former) =>
                IsSame(tokens, at, former)
                && Match(tokens, at + former.To - former.From, number + 1, found, out end),
            _ => MatchAny(tokens, at, number, part, found, out end),
        };
    }

    private bool MatchLiteral(
        ImmutableArray<TrinoToken> tokens,
        int at,
        int number,
        string name,
        Dictionary<string, (int From, int To)> found,
        out int end)
    {
        end = at;
        found[name] = (at, -1);
        return tokens[at].IsLiteral && Match(tokens, at + 1, number + 1, found, out end);
    }

    private bool MatchAny(
        ImmutableArray<TrinoToken> tokens,
        int at,
        int number,
        Part part,
        Dictionary<string, (int From, int To)> found,
        out int end)
    {
        var depth = 0;
        for (var to = at; tokens[to].Text is { Length: > 0 } text; to++)
        {
            depth += Open.Contains(text, StringComparison.Ordinal) ? 1
                : Close.Contains(text, StringComparison.Ordinal) ? -1
                : 0;
            if (depth < 0 || (depth == 0 && text == "," && !part.HasCommas))
            {
                break;
            }

            if (depth > 0)
            {
                continue;
            }

            found[part.Name!] = (at, to + 1);
            if (Match(tokens, to + 1, number + 1, found, out end))
            {
                return true;
            }

            found.Remove(part.Name!);
        }

        end = at;
        return false;
    }

    private static bool IsSame(ImmutableArray<TrinoToken> tokens, int at, (int From, int To) former) =>
        Enumerable.Range(0, former.To - former.From)
            .All(index => at + index < tokens.Length && tokens[at + index] == tokens[former.From + index]);

    private static IEnumerable<Part> Parts(string trino)
    {
        // Braces are no tokens of SQL: they stand around one name.
        var tokens = TrinoToken.Read(trino);
        for (var at = 0; tokens[at].Text.Length > 0; at++)
        {
            if (tokens[at].Text == "{")
            {
                var name = tokens[at + 1].Text;
                var hasCommas = tokens[at + 2].Text == ".";
                at += hasCommas ? 5 : 2;
                yield return new Part(default, name, IsLiteral: false, hasCommas);
            }
            else if (tokens[at].Text is ['\'', '{', .. var name, '}', '\''])
            {
                yield return new Part(default, name, IsLiteral: true, HasCommas: false);
            }
            else
            {
                yield return new Part(tokens[at], null, IsLiteral: false, HasCommas: false);
            }
        }
    }

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private readonly record struct Part(TrinoToken Token, string? Name, bool IsLiteral, bool HasCommas);
}

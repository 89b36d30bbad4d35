using System.Text.RegularExpressions;

namespace Infra.Snowflake;

/// <summary>A token of a SQL text.</summary>
/// <param name="Before">The white space and comments before it.</param>
/// <param name="Text">The token as it is written.</param>
internal readonly partial record struct TrinoToken(string Before, string Text)
{
    public bool IsLiteral => Text is ['\'', .., '\''];

    public bool IsWord => Text.Length > 0 && (char.IsAsciiLetter(Text[0]) || Text[0] == '_');

    /// <summary>All tokens of a text. The last one is empty and has what comes after all others.</summary>
    public static ImmutableArray<TrinoToken> Read(string sql)
    {
        var tokens = Token().Matches(sql)
            .Select(match => new TrinoToken(match.Groups[1].Value, match.Groups[2].Value))
            .ToList();
        return [.. tokens[..(tokens.FindIndex(token => token.Text.Length == 0) + 1)]];
    }

    // Words in other letters are the same.
    public bool Equals(TrinoToken other) =>
        string.Equals(Text, other.Text, IsLiteral ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    [GeneratedRegex(@"((?:\s|--[^\n]*)*)('(?:[^']|'')*'|\w+|<=|>=|<>|\|\||\S|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}

using System.Text;

namespace Infra.Snowflake;

/// <summary>A statement of Trino in Snowflake's SQL: the forms of <see cref="SnowflakeForms"/> are filled in, and all
/// else means the same in both.</summary>
internal sealed class SnowflakeSql
{
    private readonly string _name;
    private readonly ImmutableArray<TrinoToken> _tokens;

    private SnowflakeSql(string name, string sql) => (_name, _tokens) = (name, TrinoToken.Read(sql));

    /// <summary>The statement in Snowflake's SQL.</summary>
    /// <param name="name">The statement's name, for the message.</param>
    /// <exception cref="NotSupportedException">The statement has what is neither a form nor known to mean the same. The
    /// message names it.</exception>
    public static string From(string name, string sql)
    {
        var statement = new SnowflakeSql(name, sql);
        return statement.Fill(0, statement._tokens.Length, keepsBlanks: true);
    }

    private string Fill(int from, int to, bool keepsBlanks)
    {
        var text = new StringBuilder();
        for (var at = from; at < to;)
        {
            text.Append(at > from || keepsBlanks ? _tokens[at].Before : "");
            text.Append(Next(ref at));
        }

        return text.ToString();
    }

    private string Next(ref int at)
    {
        foreach (var form in SnowflakeForms.All)
        {
            if (form.Find(_tokens, at, (from, to) => Fill(from, to, keepsBlanks: false), out var end) is { } filled)
            {
                at = end;
                return filled;
            }
        }

        var text = _tokens[at].Text;
        if (!IsShared(at))
        {
            throw new NotSupportedException(
                $"{_name}: Snowflake's form of {text} is not known near "
                + $"'{string.Concat(_tokens.Skip(at).Take(8).Select(token => token.Before + token.Text)).Trim()}'. "
                + $"Add it to {nameof(SnowflakeForms)}.");
        }

        at++;
        return text;
    }

    private bool IsShared(int at)
    {
        var token = _tokens[at];
        return token.Text.Length == 0
            || char.IsAsciiDigit(token.Text[0])
            || (token.IsLiteral ? token.Text.IndexOfAny(['\\', '$']) < 0
            : !token.IsWord ? SnowflakeForms.SharedSymbols.Contains(token.Text)
            : char.IsAsciiLetterUpper(token.Text[0]) ? SnowflakeForms.SharedKeywords.Contains(token.Text)
            : SnowflakeForms.SharedTypes.Contains(token.Text)
                || (_tokens[at + 1].Text == "(" && !IsAlias(at)
                    ? SnowflakeForms.SharedFunctions.Contains(token.Text)
                    : !SnowflakeForms.Reserved.Contains(token.Text)));
    }

    // In AS c (name), c is no function.
    private bool IsAlias(int at) => at > 0 && _tokens[at - 1].Text == "AS";
}

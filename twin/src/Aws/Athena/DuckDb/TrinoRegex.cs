using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Twin.Aws.Athena.DuckDb;

/// <summary>Trino's functions of regular expressions. .NET's patterns are of Java's kind, but see a character beyond
/// U+FFFF as two.</summary>
internal static class TrinoRegex
{
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const string Half = @"\uD800-\uDFFF";
    private const int MostPatterns = 1000;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    public static bool IsMatch(string text, string pattern) => Of(pattern).IsMatch(text);

    /// <summary>The group of the first match; null if there is none.</summary>
    public static string? Extract(string text, string pattern, long group)
    {
        var regex = Of(pattern);
        var groups = regex.GetGroupNumbers().Length - 1;
        if (group < 0 || group > groups)
        {
            throw TrinoScalars.Fail(group < 0
                ? "INVALID_FUNCTION_ARGUMENT: Group cannot be negative"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"INVALID_FUNCTION_ARGUMENT: Pattern has {groups} groups. Cannot access group {group}"));
        }

        return regex.Match(text) is { Success: true } match && match.Groups[(int)group] is { Success: true } found
            ? found.Value
            : null;
    }

    public static long Count(string text, string pattern) => Matches(text, pattern).Count();

    /// <summary>The match at a place, from 0.</summary>
    public static string Match(string text, string pattern, long place) =>
        Matches(text, pattern).ElementAt((int)place).Value;

    public static string Replace(string text, string pattern, string replacement)
    {
        var replaced = new StringBuilder();
        var from = 0;
        foreach (var match in Matches(text, pattern))
        {
            replaced.Append(text, from, match.Index - from);
            Append(replaced, match, replacement);
            from = match.Index + match.Length;
        }

        return replaced.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The matches, without those of nothing between the halves of a character.</summary>
    private static IEnumerable<Match> Matches(string text, string pattern) =>
        Of(pattern).Matches(text).Where(match => match.Length > 0
            || match.Index == 0 || match.Index == text.Length || !char.IsLowSurrogate(text[match.Index]));

    /// <summary>Adds what replaces a match: $1 and ${name} are groups, and a backslash takes the next character as it
    /// is.</summary>
    private static void Append(StringBuilder text, Match match, string replacement)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            switch (replacement[i])
            {
                case '\\' when i + 1 < replacement.Length:
                    text.Append(replacement[++i]);
                    break;
                case '\\':
                    throw TrinoScalars.Fail("INVALID_FUNCTION_ARGUMENT: Incomplete escape at the end of a replacement");
                case '$':
                    i = AppendGroup(text, match, replacement, i + 1);
                    break;
                default:
                    text.Append(replacement[i]);
                    break;
            }
        }
    }

    private static int AppendGroup(StringBuilder text, Match match, string replacement, int at)
    {
        var end = at;
        string name;
        if (at < replacement.Length && replacement[at] == '{' && replacement.IndexOf('}', at) is > 0 and var close)
        {
            (name, end) = (replacement[(at + 1)..close], close);
        }
        else
        {
            // As many digits as there is a group for.
            while (end < replacement.Length && char.IsAsciiDigit(replacement[end])
                && (end == at || match.Groups.ContainsKey(replacement[at..(end + 1)])))
            {
                end++;
            }

            (name, end) = (replacement[at..end], end - 1);
        }

        text.Append(name.Length > 0 && match.Groups.ContainsKey(name)
            ? match.Groups[name].Value
            : throw TrinoScalars.Fail(
                $"INVALID_FUNCTION_ARGUMENT: Illegal replacement sequence, unknown group: '{name}'"));
        return end;
    }

    private static Regex Of(string pattern)
    {
        if (Patterns.TryGetValue(pattern, out var known))
        {
            return known;
        }

        if (Patterns.Count >= MostPatterns)
        {
            Patterns.Clear();
        }

        try
        {
            var regex = new Regex(WithWholeCharacters(pattern), RegexOptions.CultureInvariant, MostTime);
            // .NET counts named groups after the others.
            var plain = regex.GetGroupNames().Count(name => char.IsAsciiDigit(name[0]));
            return plain == 1 || plain == regex.GetGroupNumbers().Length
                ? Patterns.GetOrAdd(pattern, regex)
                : throw TrinoScalars.Fail("the twin does not know patterns with named and other groups");
        }
        catch (ArgumentException)
        {
            throw TrinoScalars.Fail($"INVALID_FUNCTION_ARGUMENT: the twin cannot read the pattern '{pattern}'");
        }
    }

    /// <summary>A pattern in which whatever matches any character takes both halves of one.</summary>
    private static string WithWholeCharacters(string pattern)
    {
        var whole = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            var length = LengthOf(pattern, i);
            var part = pattern.Substring(i, length);
            whole.Append(part switch
            {
                "." => $@"(?:{Pair}|[^\n{Half}])",
                @"\D" or @"\S" or @"\W" => $"(?:{Pair}|[^{part.ToLowerInvariant()}{Half}])",
                ['[', '^', ..] when !part.Any(char.IsSurrogate) && !part.Contains("&&", StringComparison.Ordinal) =>
                    $"(?:{Pair}|{part[..^1]}{Half}])",
                ['[', ..] when part.Any(char.IsSurrogate) || part.Contains("&&", StringComparison.Ordinal) =>
                    throw TrinoScalars.Fail($"the twin does not know the class {part} in a pattern"),
                ['\\', 'h' or 'H' or 'R' or 'X' or 'Q' or 'E' or 'v' or 'V' or 'Z' or 'p' or 'P', ..]
                    when !IsKnownCategory(part) =>
                    throw TrinoScalars.Fail($"the twin does not know {part} in a pattern"),
                [.., '+'] when part.Length > 1 =>
                    throw TrinoScalars.Fail($"the twin does not know possessive quantifiers such as {part}"),
                [>= '\uD800' and <= '\uDBFF', _] => $"(?:{part})",
                _ => part,
            });
            i += length;
        }

        return whole.ToString();
    }

    private static bool IsKnownCategory(string part) => part is [_, 'Z'] or
        @"\p{L}" or @"\p{Lu}" or @"\p{Ll}" or @"\p{N}" or @"\p{Nd}" or @"\p{P}" or @"\P{L}" or @"\P{N}" or @"\P{P}";

    /// <summary>The length of an escape, a class, a pair of halves, a quantifier with a sign, or a character.</summary>
    private static int LengthOf(string pattern, int at)
    {
        switch (pattern[at])
        {
            case '\\' when at + 2 < pattern.Length && pattern[at + 1] is 'p' or 'P' && pattern[at + 2] == '{'
                && pattern.IndexOf('}', at) is > 0 and var close:
                return close + 1 - at;
            case '\\':
                return Math.Min(2, pattern.Length - at);
            case '[':
                return EndOfClass(pattern, at) - at;
            case '*' or '+' or '?' or '}' when at + 1 < pattern.Length && pattern[at + 1] == '+':
                return 2;
            default:
                return char.IsHighSurrogate(pattern[at]) && at + 1 < pattern.Length ? 2 : 1;
        }
    }

    private static int EndOfClass(string pattern, int at)
    {
        var i = at + 1;
        if (i < pattern.Length && pattern[i] == '^')
        {
            i++;
        }

        for (var first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == ']' && i > first)
            {
                return i + 1;
            }
        }

        return pattern.Length;
    }
}

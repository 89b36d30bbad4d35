namespace Twin.Aws.Athena.Translation;

/// <summary>Translates patterns of dates and times into those of DuckDB's <c>strftime</c>.</summary>
internal static class TimePattern
{
    /// <summary>Translates MySQL's pattern, of <c>date_format</c> and <c>date_parse</c>; null if a letter is
    /// unknown.</summary>
    public static string? FromMySql(string pattern)
    {
        var result = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 == pattern.Length)
            {
                result.Append(pattern[i]);
                continue;
            }
            var letter = pattern[++i] switch
            {
                'i' => "%M",
                's' => "%S",
                'T' => "%H:%M:%S",
                'M' => "%B",
                'W' => "%A",
                'h' => "%I",
                'e' => "%-d",
                'c' => "%-m",
                'k' => "%-H",
                'l' => "%-I",
                'Y' or 'm' or 'd' or 'H' or 'S' or 'f' or 'y' or 'b' or 'a' or 'j' or 'p' or 'I' or '%' =>
                    $"%{pattern[i]}",
                _ => null,
            };
            if (letter is null)
            {
                return null;
            }

            result.Append(letter);
        }
        return result.ToString();
    }

    /// <summary>Translates Joda's pattern, of <c>format_datetime</c> and <c>parse_datetime</c>; null if a part is
    /// unknown.</summary>
    public static string? FromJoda(string pattern)
    {
        var result = new StringBuilder();
        for (var i = 0; i < pattern.Length;)
        {
            var length = pattern.AsSpan(i).IndexOfAnyExcept(pattern[i]) is > 0 and var run ? run : pattern.Length - i;
            if (pattern[i] == '\'')
            {
                var end = pattern.IndexOf('\'', i + 1);
                if (end < 0)
                {
                    return null;
                }

                result.Append(end == i + 1 ? "'" : pattern[(i + 1)..end]);
                i = end + 1;
                continue;
            }
            var field = pattern.Substring(i, length) switch
            {
                "yyyy" or "YYYY" => "%Y",
                "yy" => "%y",
                "MM" => "%m",
                "MMM" => "%b",
                "MMMM" => "%B",
                "dd" => "%d",
                "HH" => "%H",
                "mm" => "%M",
                "ss" => "%S",
                "SSS" => "%g",
                "EEE" => "%a",
                "EEEE" => "%A",
                "DDD" => "%j",
                [>= 'A' and <= 'Z' or >= 'a' and <= 'z' or '%', ..] => null,
                var plain => plain,
            };
            if (field is null)
            {
                return null;
            }

            result.Append(field);
            i += length;
        }
        return result.ToString();
    }
}

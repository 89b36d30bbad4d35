namespace Tests.Support;

/// <summary>Reads CSV as Athena does with OpenCSVSerDe: records end at each line break, quoted or not, and inside
/// quotes a backslash keeps the quote or backslash after it, is dropped before anything else, and is dropped outside
/// quotes.</summary>
internal static class OpenCsv
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text[..^1].Split('\n').Select(ReadLine)];
    }

    private static List<string> ReadLine(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var next = i + 1 < line.Length ? line[i + 1] : '\0';
            switch (line[i])
            {
                case '\\' when quoted && next is '"' or '\\':
                case '"' when quoted && next == '"':
                    field.Append(next);
                    i++;
                    break;
                case '\\':
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case var c:
                    field.Append(c);
                    break;
            }
        }

        Assert.False(quoted, $"a quote is open at the end of: {line}");
        fields.Add(field.ToString());
        return fields;
    }
}

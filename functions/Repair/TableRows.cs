namespace Functions.Repair;

/// <summary>The rows of a table's file as Athena reads them, by column and in the file's order. A file of another build
/// may have other columns.</summary>
internal static class TableRows
{
    private const char Quote = '"';
    private const char Escape = '\\';

    /// <exception cref="FormatException">A row has more fields than the header.</exception>
    /// <exception cref="JsonException">A line is not a JSON object.</exception>
    public static IEnumerable<Row> Read(byte[] utf8, bool isCsv)
    {
        using var reader = new StreamReader(new MemoryStream(utf8, writable: false), Encoding.UTF8);
        var columns = isCsv && reader.ReadLine() is { } header ? Fields(header) : [];
        while (reader.ReadLine() is { } line)
        {
            yield return isCsv ? OfCsv(columns, line) : OfJson(line);
        }
    }

    private static Row OfCsv(List<string> columns, string line)
    {
        var fields = Fields(line);
        return fields.Count <= columns.Count
            ? new Row([.. columns.Zip(fields, KeyValuePair.Create)])
            : throw new FormatException($"a row has {fields.Count} fields, and the header {columns.Count}");
    }

    private static Row OfJson(string line)
    {
        using var json = JsonDocument.Parse(line);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a line is not a JSON object");
        }

        return new Row([.. json.RootElement.EnumerateObject().Select(property => KeyValuePair.Create(
            property.Name,
            property.Value.ValueKind == JsonValueKind.Null ? "" : property.Value.ToString()))]);
    }

    // Like OpenCSVSerDe: in quotes, a quote or an escape character after an escape character, and a quote after a
    // quote, are plain characters.
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var next = i + 1 < line.Length ? line[i + 1] : '\0';
            switch (line[i])
            {
                case Escape when isQuoted && next is Quote or Escape:
                case Quote when isQuoted && next == Quote:
                    field.Append(next);
                    i++;
                    break;
                case Quote:
                    isQuoted = !isQuoted;
                    break;
                case ',' when !isQuoted:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                case var c:
                    field.Append(c);
                    break;
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}

/// <summary>One row: its fields by their columns; unknown fields are empty.</summary>
internal sealed record Row(IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    public string? this[string column] =>
        Fields.FirstOrDefault(field => field.Key == column) is { Key: not null } found ? found.Value : null;
}

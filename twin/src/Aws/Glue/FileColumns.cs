namespace Twin.Aws.Glue;

/// <summary>The columns that a file itself names: in the header of a CSV file, or as the keys of a JSON line. Neither
/// Glue nor Athena compares them with the table's columns. Fields of a CSV line are read by position, whatever the
/// header names. A file may lack the last columns, which are NULL then: the table got them later.</summary>
internal static class FileColumns
{
    /// <summary>The mistake in a table's file, for a message that begins with the file's name; null for none.</summary>
    public static string? MistakeOf(CatalogTable table, string file)
    {
        if (File.ReadLines(file).FirstOrDefault() is not { Length: > 0 } first)
        {
            return null;
        }

        var declared = table.Columns.Select(column => column.Name).ToList();
        var keys = KeysOf(first);
        if (table.SerDe == CatalogTable.OpenXJson)
        {
            return keys switch
            {
                null => OfAnotherForm("JSON"),
                _ when keys.ToHashSet().SetEquals(declared.Take(keys.Count)) => null,
                _ => Unlike(keys, declared, "values are read by their keys"),
            };
        }

        var format = OpenCsvFormat.From(table);
        if (keys is not null)
        {
            return OfAnotherForm("CSV");
        }

        var header = new OpenCsvSerDe(format).ReadLines(file).First()
            .Select(name => name.Trim().ToLowerInvariant())
            .ToList();
        return (format.HeaderLines > 0, header.SequenceEqual(declared.Take(header.Count))) switch
        {
            (true, false) => Unlike(header, declared, "fields are read by their position"),
            (false, true) => "has a header, which is read as a row: set skip.header.line.count.",
            _ => null,
        };
    }

    private static string OfAnotherForm(string form) =>
        $"is not {form}, as the table is. A query reads every file of a day. Make those days again in the form that is "
        + "declared (replay).";

    private static string Unlike(IEnumerable<string> found, IEnumerable<string> declared, string reading) =>
        $"has the columns {string.Join(", ", found)}, and the table {string.Join(", ", declared)}: {reading}.";

    private static List<string>? KeysOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? [.. json.RootElement.EnumerateObject().Select(property => property.Name.ToLowerInvariant())]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

namespace Twin.Tests.Host;

internal static class ProcessedFile
{
    /// <summary>The rows of the file, each by the header's columns; a field that a line lacks is absent.</summary>
    public static IReadOnlyList<ImmutableDictionary<string, string>> Rows(string file)
    {
        var lines = new OpenCsvSerDe(new OpenCsvFormat()).ReadLines(file).ToList();
        return
        [
            .. lines.Skip(1).Select(line => lines[0].Zip(line).ToImmutableDictionary(
                field => field.First, field => field.Second)),
        ];
    }
}

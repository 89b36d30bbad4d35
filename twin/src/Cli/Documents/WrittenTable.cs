using Twin.Host.Loading;

namespace Twin.Cli.Documents;

/// <summary>The place of a table that a command writes into a page of the documentation.</summary>
internal sealed record WrittenTable(string FileName, string Command)
{
    private const string End = "<!-- end of the table -->";

    private string Begin => $"<!-- Written by `{Command}`, up to the end of the table. -->\n";

    public string In(string page, string table)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? page[..(begin + Begin.Length)] + "\n" + table + "\n" + page[end..]
            : throw new InputException($"{FileName} has no place for the table. Put these lines where it belongs:\n"
                + $"{Begin}{End}");
    }

    public async Task WriteAsync(string table, CancellationToken cancellationToken)
    {
        var file = Path.Combine(PulumiProject.Folder, FileName);
        var page = await File.ReadAllTextAsync(file, cancellationToken);
        await File.WriteAllTextAsync(file, In(page, table), cancellationToken);
    }
}

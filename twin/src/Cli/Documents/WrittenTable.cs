using Infra.Settings;

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

internal static class SettingsDocument
{
    public const string ProjectFile = "Pulumi.yaml";

    private const string Begin =
        "# Written by `dotnet dev.cs graph --settings --write`, up to the end of the file.\nconfig:\n";

    public static WrittenTable Place { get; } = new("docs/configure.md", "dotnet dev.cs graph --settings --write");

    public static string Table(IEnumerable<Setting> settings)
    {
        var text = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        foreach (var setting in settings)
        {
            text.Append("| `").Append(setting.Key).Append("` | ")
                .Append(setting switch
                {
                    { Optional: true } => "empty; with `--secret`",
                    { Secret: true } => "must be set, with `--secret`",
                    { Default: null } => "must be set",
                    { Default: "" } => "empty",
                    _ => $"`{setting.Default}`",
                })
                .Append(" | ").Append(setting.Description.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>The project file with the declarations of the settings.</summary>
    /// <exception cref="InputException">The file has no place for them.</exception>
    public static string ProjectWith(string project, IEnumerable<Setting> settings)
    {
        var begin = project.IndexOf(Begin, StringComparison.Ordinal);
        if (begin < 0)
        {
            throw new InputException($"{ProjectFile} has no place for the settings. End it with these lines:\n{Begin}");
        }

        var text = new StringBuilder(project, 0, begin + Begin.Length, project.Length);
        foreach (var setting in settings.Where(setting => !setting.Optional))
        {
            text.Append("  ").Append(setting.Key).Append(":\n    type: ").Append(setting.Type)
                .Append("\n    description: ").Append(Quoted(setting.Description)).Append('\n')
                .Append(setting.Secret ? "    secret: true\n" : "");
            if (setting.Default is { } standard)
            {
                text.Append("    default: ").Append(setting.Type == "string" ? Quoted(standard) : standard).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

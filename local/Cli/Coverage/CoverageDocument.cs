using System.Text;
using Local.Aws.Declaration;
using Local.Twin.Declaration;

namespace Local.Cli.Coverage;

/// <summary>The parity table of <c>docs/twin.md</c>: the coverage of each declared property.</summary>
internal static class CoverageDocument
{
    /// <summary>The file's name, from the repository's root.</summary>
    public const string FileName = "docs/twin.md";

    /// <summary>The command that writes the table.</summary>
    public const string Command = "dotnet dev.cs graph --coverage --write";

    private const string Begin = $"<!-- Written by `{Command}`, up to the end of the table. -->\n";
    private const string End = "<!-- end of the table -->";

    /// <summary>The table of the properties that any stack of the repository declares.</summary>
    /// <exception cref="InputException">A stack's configuration is wrong.</exception>
    public static async Task<string> TableOfAllAsync(CancellationToken cancellationToken)
    {
        var stacks = new List<PropertyCoverage>();
        foreach (var stack in StackConfiguration.Names(PulumiProject.Folder))
        {
            stacks.Add(await CoverageRun.RunAsync(stack, cancellationToken));
        }

        return Table(stacks);
    }

    /// <summary>The table of the properties that any of these stacks declares.</summary>
    public static string Table(IEnumerable<PropertyCoverage> stacks)
    {
        var text = new StringBuilder("| kind | carried out | ignored, because |\n|---|---|---|\n");
        foreach (var kind in stacks
            .SelectMany(stack => stack.Properties)
            .DistinctBy(property => (property.Type, property.Path))
            .GroupBy(property => property.Type)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            text.Append("| `").Append(kind.Key).Append("` | ")
                .AppendJoin(", ", Names(kind, CoverageState.CarriedOut))
                .Append(" | ")
                .AppendJoin("; ", kind
                    .Where(property => property.State == CoverageState.Ignored)
                    .GroupBy(property => property.Reason)
                    .Select(reason => $"{string.Join(", ", Names(reason, CoverageState.Ignored))}: {reason.Key}"))
                .AppendJoin("", Names(kind, CoverageState.Unknown).Select(name => $" **unknown: {name}**"))
                .Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>The file's text with the table in its place.</summary>
    /// <param name="file">The file's text.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="InputException">The file has no place for the table.</exception>
    public static string With(string file, string table)
    {
        var begin = file.IndexOf(Begin, StringComparison.Ordinal);
        var end = file.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? file[..(begin + Begin.Length)] + "\n" + table + "\n" + file[end..]
            : throw new InputException($"{FileName} has no place for the table. Put these lines where it belongs:\n"
                + $"{Begin}{End}");
    }

    private static IEnumerable<string> Names(IEnumerable<CoveredProperty> properties, CoverageState state) => properties
        .Where(property => property.State == state)
        .Select(property => property.Path.Length == 0 ? "the whole type" : $"`{property.Path}`")
        .Order(StringComparer.Ordinal);
}

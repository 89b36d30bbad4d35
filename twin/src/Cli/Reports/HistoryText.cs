using Twin.Cli.Terminal;
using Twin.Host.History;

namespace Twin.Cli.Reports;

/// <summary>The numbers of an export in words, for the console and the report.</summary>
internal static class HistoryText
{
    public static ImmutableArray<string> Columns => ["kind", "plays", "minutes", "songs", "first day", "last day"];

    /// <summary>The table of the plays by kind, with its heading.</summary>
    public static ImmutableArray<ImmutableArray<string>> Plays(RunRecord.HistoryRecord history) =>
    [
        Columns,
        .. history.Plays.Select(kind => ImmutableArray.Create(
            VisibleText.OnOneLine(kind.Kind), Text(kind.Plays), Text(kind.Minutes), Text(kind.Songs), kind.FirstDay,
            kind.LastDay)),
    ];

    public static IEnumerable<string> Lines(RunRecord.HistoryRecord history) =>
        history.Duplicates is { } duplicates
            ? Lines(history.Export).Append($"Duplicates removed: {Text(duplicates)}.")
            : Lines(history.Export);

    public static IEnumerable<string> Lines(ExportSummary export)
    {
        yield return $"Records read: {Text(export.Records)}, in {Counted.Text(export.Files, "file")}; "
            + $"not readable: {Text(export.Broken)}; left out as private "
            + $"sessions: {Text(export.PrivateSessions)}"
            + (export.PrivateSessions > 0 ? " (--private-sessions keeps them)." : ".");
        if (!export.Dropped.IsEmpty)
        {
            yield return "Fields dropped before anything was written: "
                + string.Join(", ", export.Dropped.Select(field =>
                    $"{VisibleText.OnOneLine(field.Field)} {Text(field.Count)}"))
                + ".";
        }
    }

    private static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}

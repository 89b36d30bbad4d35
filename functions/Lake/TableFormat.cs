using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>A format of the tables' files. The rows are the same in each format.</summary>
/// <param name="Name">The name in the setting and in markers, and the extension of the keys.</param>
public sealed record TableFormat(string Name, string ContentType)
{
    /// <summary>CSV in the dialect of <see cref="CsvDialect"/>: a header row, and one line per row.</summary>
    public static readonly TableFormat Csv = new("csv", "text/csv; charset=utf-8");

    /// <summary>JSON lines: one object per row, the columns in the table's order, each value a string, an unknown one
    /// empty, so that queries read the same as from CSV.</summary>
    public static readonly TableFormat JsonLines = new("jsonl", "application/x-ndjson");

    /// <summary>All formats; the first one is the default.</summary>
    public static readonly ImmutableArray<TableFormat> All = [Csv, JsonLines];

    /// <summary>The other formats. No table may have files of two: Athena would read each row twice.</summary>
    public IEnumerable<TableFormat> Others => All.Where(format => format != this);

    /// <summary>The format with a name; null if there is none.</summary>
    public static TableFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}

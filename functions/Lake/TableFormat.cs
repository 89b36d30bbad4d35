using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>How the tables' files are written. The rows are the same in each form.</summary>
/// <param name="Name">The setting's value, the marker's, and how the keys end.</param>
/// <param name="ContentType">What the files are for those who open them.</param>
public sealed record TableFormat(string Name, string ContentType)
{
    /// <summary>A header row and a row a line; see <see cref="CsvDialect"/>.</summary>
    public static readonly TableFormat Csv = new("csv", "text/csv; charset=utf-8");

    /// <summary>
    /// A JSON object a row and line: the columns in the table's order, each value a string, an unknown one empty, so
    /// that queries read the same as from CSV.
    /// </summary>
    public static readonly TableFormat JsonLines = new("jsonl", "application/x-ndjson");

    /// <summary>The first one counts where nobody says otherwise.</summary>
    public static readonly ImmutableArray<TableFormat> All = [Csv, JsonLines];

    /// <summary>Those that the tables must not be found in as well: Athena would read each row again.</summary>
    public IEnumerable<TableFormat> Others => All.Where(format => format != this);

    /// <summary>The form of this name; null where there is none.</summary>
    public static TableFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}

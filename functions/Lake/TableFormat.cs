using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>A format of the tables' files. The rows are the same in each format.</summary>
/// <param name="Name">The name in the setting and in markers, and the extension of the keys.</param>
/// <param name="SerDe">The Java class with which engines read the rows.</param>
public sealed record TableFormat(string Name, string ContentType, string SerDe)
{
    /// <summary>The type of each column in the catalog.</summary>
    public const string ColumnType = "string";

    public const string InputFormat = "org.apache.hadoop.mapred.TextInputFormat";
    public const string OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    /// <summary>CSV in the dialect of <see cref="CsvDialect"/>: a header row, and one line per row.</summary>
    public static readonly TableFormat Csv =
        new("csv", "text/csv; charset=utf-8", "org.apache.hadoop.hive.serde2.OpenCSVSerde")
        {
            SerDeParameters = ImmutableSortedDictionary<string, string>.Empty
                .Add("separatorChar", CsvDialect.Delimiter)
                .Add("quoteChar", CsvDialect.Quote)
                .Add("escapeChar", CsvDialect.EscapeCharacter),
            Parameters = ImmutableSortedDictionary<string, string>.Empty
                .Add("classification", "csv")
                .Add("skip.header.line.count", "1"),
        };

    /// <summary>JSON lines: one object per row, the columns in the table's order, each value a string, an unknown one
    /// empty, so that queries read the same as from CSV.</summary>
    public static readonly TableFormat JsonLines =
        new("jsonl", "application/x-ndjson", "org.openx.data.jsonserde.JsonSerDe")
        {
            Parameters = ImmutableSortedDictionary<string, string>.Empty.Add("classification", "json"),
        };

    /// <summary>All formats; the first one is the default.</summary>
    public static readonly ImmutableArray<TableFormat> All = [Csv, JsonLines];

    public ImmutableSortedDictionary<string, string> SerDeParameters { get; private init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The parameters that tables and partitions of this format have in the catalog.</summary>
    public required ImmutableSortedDictionary<string, string> Parameters { get; init; }

    /// <summary>The other formats. No table may have files of two: Athena would read each row twice.</summary>
    public IEnumerable<TableFormat> Others => All.Where(format => format != this);

    /// <summary>The format with a name; null if there is none.</summary>
    public static TableFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Local.Aws.Glue;

/// <summary>The schema that a crawler derives from a CSV file.</summary>
internal sealed partial record CsvSchema : FileSchema
{
    /// <summary>Glue's name of the format.</summary>
    public const string Csv = "csv";

    private const int LinesLookedAt = 100;

    private readonly CsvClassifier? _classifier;
    private readonly bool _hasHeader;

    private CsvSchema(IEnumerable<string> columns, bool hasHeader, CsvClassifier? classifier)
        : base(Csv, [.. columns.Select(name => new CatalogColumn(name, "string"))]) =>
        (_hasHeader, _classifier) = (hasHeader, classifier);

    public override string SerDe => _classifier?.SerDe switch
    {
        "OpenCSVSerDe" => CatalogTable.OpenCsv,
        null or "None" or "LazySimpleSerDe" => CatalogTable.LazySimple,
        var other => throw new FormatException(
            $"A CSV classifier has the SerDe '{other}', and can only have OpenCSVSerDe, LazySimpleSerDe or None"),
    };

    public override ImmutableSortedDictionary<string, string> SerDeParameters
    {
        get
        {
            var format = Format(_classifier);
            return SerDe == CatalogTable.OpenCsv
                ? ImmutableSortedDictionary<string, string>.Empty
                    .Add("separatorChar", format.Separator.ToString())
                    .Add("quoteChar", format.Quote.ToString())
                    .Add("escapeChar", format.Escape.ToString())
                : ImmutableSortedDictionary<string, string>.Empty.Add("field.delim", format.Separator.ToString());
        }
    }

    public override ImmutableSortedDictionary<string, string> Parameters =>
        base.Parameters.Add("skip.header.line.count", _hasHeader ? "1" : "0");

    /// <summary>The schema of a file, or null if the file is empty.</summary>
    public static CsvSchema? Of(string file, CsvClassifier? classifier)
    {
        var lines = new OpenCsvSerDe(Format(classifier))
            .ReadLines(file)
            .Take(LinesLookedAt)
            .Where(line => line.Length > 0)
            .ToList();
        return lines switch
        {
            [] => null,
            [var first, ..] when IsHeader(lines, classifier?.ContainsHeader) =>
                new CsvSchema(first.Select(name => name.Trim().ToLowerInvariant()), true, classifier),
            [var first, ..] => new CsvSchema(
                first.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"col{i}")), false, classifier),
        };
    }

    private static OpenCsvFormat Format(CsvClassifier? classifier) => new(
        classifier?.Delimiter is [var delimiter] ? delimiter : ',',
        classifier?.QuoteSymbol is [var quote] ? quote : '"',
        '\\',
        0);

    private static bool IsHeader(List<string[]> lines, string? containsHeader) => containsHeader switch
    {
        "PRESENT" => true,
        "ABSENT" => false,
        null or "UNKNOWN" => LooksLikeHeader(lines),
        _ => throw new FormatException(
            $"ContainsHeader is '{containsHeader}', and can only be PRESENT, ABSENT or UNKNOWN"),
    };

    /// <summary>
    /// Determines whether the first line is a header, by Glue's own rules
    /// (https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html, "Built-in CSV classifier"): it must differ from
    /// the others, and if all lines have only texts it does not.
    /// </summary>
    private static bool LooksLikeHeader(List<string[]> lines) =>
        lines is [{ Length: >= 2 } first, _, ..]
        && first.All(name => ColumnName().IsMatch(name) && !IsTyped(name))
        && first.SkipLast(1).All(name => name.Length < 150)
        && Enumerable.Range(0, first.Length)
            .Any(i => IsTyped(lines.Skip(1).Select(line => line.ElementAtOrDefault(i))));

    private static bool IsTyped(IEnumerable<string?> values)
    {
        var given = values.Where(value => !string.IsNullOrEmpty(value)).ToList();
        return given.Count > 0 && given.TrueForAll(value => IsTyped(value!));
    }

    private static bool IsTyped(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || bool.TryParse(value, out _)
        || DateTime.TryParseExact(
            value, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_ ]*$")]
    private static partial Regex ColumnName();
}

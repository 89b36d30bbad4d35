namespace Twin.Tests.Aws.Glue;

/// <summary>Tables of the catalog, declared as in a stack.</summary>
internal static class TestTable
{
    private const string Day = "snapshot_date";

    /// <summary>A table of CSV files with a header, with a folder per day.</summary>
    public static CatalogTable Csv(string location, params string[] columns) => new(
        location.TrimEnd('/').Split('/')[^1],
        location,
        Columns(columns),
        Columns(Day),
        [],
        CatalogTable.OpenCsv,
        new Dictionary<string, string> { ["separatorChar"] = ",", ["quoteChar"] = "\"", ["escapeChar"] = "\\" }
            .ToImmutableSortedDictionary(),
        new Dictionary<string, string> { ["skip.header.line.count"] = "1" }.ToImmutableSortedDictionary());

    /// <summary>A table of JSON lines, with a folder per day.</summary>
    public static CatalogTable Json(string location, params string[] columns) => Csv(location, columns) with
    {
        SerDe = CatalogTable.OpenXJson,
        SerDeParameters = ImmutableSortedDictionary<string, string>.Empty,
        Parameters = ImmutableSortedDictionary<string, string>.Empty,
    };

    /// <summary>A table of the lake, in either format.</summary>
    public static CatalogTable From(Table table, string bucket, TableFormat format) =>
        format == TableFormat.JsonLines
            ? Json($"s3://{bucket}/{table.Prefix}", [.. table.Columns])
            : Csv($"s3://{bucket}/{table.Prefix}", [.. table.Columns]);

    public static CatalogTable Projected(this CatalogTable table, string range) => table.With(
        ("projection.enabled", "true"),
        ($"projection.{Day}.type", "date"),
        ($"projection.{Day}.format", "yyyy-MM-dd"),
        ($"projection.{Day}.range", range),
        ("storage.location.template", $"{table.Location}{Day}=${{{Day}}}/"));

    /// <summary>The table with other parameters; null removes a parameter.</summary>
    public static CatalogTable With(this CatalogTable table, params (string Key, string? Value)[] parameters) =>
        table with
        {
            Parameters = parameters.Aggregate(table.Parameters, (all, parameter) => parameter.Value is { } value
                ? all.SetItem(parameter.Key, value)
                : all.Remove(parameter.Key)),
        };

    private static ImmutableArray<CatalogColumn> Columns(params string[] names) =>
        [.. names.Select(name => new CatalogColumn(name, "string"))];
}

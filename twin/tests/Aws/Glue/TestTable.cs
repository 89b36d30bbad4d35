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

internal static class TestIcebergTable
{
    public static ImmutableArray<(string Name, string Type)> DayFields =>
    [
        ("playlist_id", "string"), ("snapshot_date", "date"), ("entries", "long"), ("extracted_at", "timestamp"),
        ("is_public", "boolean"), ("share", "double"), ("rank", "int"),
    ];

    public static DeclaredResource Days(string database, string location) => Create(
        "days", database, location, DayFields, ("snapshot_date_month", 2, "month"));

    public static DeclaredResource Create(
        string name,
        string database,
        string location,
        IEnumerable<(string Name, string Type)> fields,
        params IEnumerable<(string Name, int SourceId, string Transform)> partition) =>
        Declared.Resource(
            GlueResources.CatalogTable,
            name,
            ("databaseName", database),
            ("openTableFormatInput", Declared.Map(("icebergInput", Declared.Map(
                ("metadataOperation", "CREATE"),
                ("version", "2"),
                ("icebergTableInput", Declared.Map(
                    ("location", location),
                    ("schema", Declared.Map(("fields", Declared.List(fields.Select((field, index) => Declared.Map(
                        ("id", index + 1.0), ("name", field.Name), ("type", field.Type), ("required", false))))))),
                    ("partitionSpec", Declared.Map(("fields", Declared.List(partition.Select(field => Declared.Map(
                        ("name", field.Name), ("sourceId", (double)field.SourceId), ("transform", field.Transform)))))
                    )))))))));
}

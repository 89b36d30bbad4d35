namespace Twin.Aws.Glue;

internal static class TableDeclaration
{
    public const string External = "EXTERNAL_TABLE";
    private const string Text = "org.apache.hadoop.mapred.TextInputFormat";

    private static readonly ImmutableArray<string> SerDeParameters = ["separatorChar", "quoteChar", "escapeChar"];
    private static readonly ImmutableArray<string> TableParameters =
    [
        "EXTERNAL", "classification", "skip.header.line.count", "projection.enabled", "storage.location.template",
    ];

    public static CatalogTable Read(DeclaredResource table)
    {
        if (IcebergDeclaration.Is(table))
        {
            return IcebergDeclaration.Read(table);
        }

        Expect(table, "tableType", External);
        Expect(table, "storageDescriptor.inputFormat", Text);
        try
        {
            return new CatalogTable(
                table.PhysicalName.ToLowerInvariant(),
                S3Folder.Parse(table.Text("storageDescriptor.location")).Location,
                Columns(table, "storageDescriptor.columns"),
                Columns(table, "partitionKeys"),
                [],
                table.Text("storageDescriptor.serDeInfo.serializationLibrary"),
                Known(table, "storageDescriptor.serDeInfo.parameters", SerDeParameters),
                Known(table, "parameters", [.. TableParameters, .. ProjectionParameters(table)]));
        }
        catch (FormatException refused)
        {
            throw new RunFailedException($"{table.Title}: {refused.Message}");
        }
    }

    private static void Expect(DeclaredResource table, string property, string known)
    {
        if (table.OptionalText(property) is var value && value != known)
        {
            throw new RunFailedException(
                $"{table.Title}: Athena cannot read a table whose {property} is '{value}'. Set {known}.");
        }
    }

    // Entries of a map are not properties, so the coverage does not show unread ones.
    private static ImmutableSortedDictionary<string, string> Known(
        DeclaredResource table, string property, ImmutableArray<string> known)
    {
        var parameters = table.Map(property).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return parameters.Keys.FirstOrDefault(key => !known.Contains(key)) is { } unknown
            ? throw new RunFailedException(
                $"{table.Title}: the twin does not know '{unknown}' in {property}. It knows "
                + $"{string.Join(", ", known)}.")
            : parameters;
    }

    private static IEnumerable<string> ProjectionParameters(DeclaredResource table) =>
        from key in table.Parts("partitionKeys")
        from parameter in (string[])["type", "format", "range", "interval", "interval.unit"]
        select $"projection.{key.Text("name")}.{parameter}";

    private static ImmutableArray<CatalogColumn> Columns(DeclaredResource table, string path) =>
    [
        .. table.Parts(path).Select(column => new CatalogColumn(
            column.Text("name").ToLowerInvariant(), column.Text("type"), column.OptionalText("comment"))),
    ];
}

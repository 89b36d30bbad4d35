namespace Twin.Tests.Aws.Glue;

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

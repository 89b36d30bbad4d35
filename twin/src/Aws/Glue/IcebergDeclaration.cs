namespace Twin.Aws.Glue;

internal static class IcebergDeclaration
{
    private const string Input = "openTableFormatInput.icebergInput";
    private const string Table = Input + ".icebergTableInput";
    private const string Parquet = "parquet";

    private static readonly ImmutableArray<string> Codecs = ["zstd", "snappy", "gzip", "uncompressed"];

    public static bool Is(DeclaredResource table) => table.Has(Input + ".metadataOperation");

    public static CatalogTable Read(DeclaredResource table)
    {
        Expect(table, Input + ".metadataOperation", "CREATE");
        Expect(table, Input + ".version", "2", null);
        Expect(table, "tableType", TableDeclaration.External, null);
        if (!table.Has(Table + ".location"))
        {
            throw Refuse(table, "it has no icebergTableInput with a location, a schema and a partition specification");
        }

        var fields = Fields(table);
        return new CatalogTable(
            table.PhysicalName.ToLowerInvariant(),
            Location(table),
            [.. fields.Select(field => new CatalogColumn(field.Name, IcebergTypes.InHive(field.Type), field.Doc))],
            [],
            [],
            "",
            ImmutableSortedDictionary<string, string>.Empty,
            ImmutableSortedDictionary<string, string>.Empty)
        {
            Iceberg = new IcebergTable(fields, Partition(table, fields), Properties(table)),
        };
    }

    private static string Location(DeclaredResource table)
    {
        try
        {
            var folder = S3Folder.Parse(table.Text(Table + ".location"));
            return folder.Prefix.Length > 0
                ? folder.Location
                : throw Refuse(
                    table,
                    $"its location {folder.Location} is a whole bucket: VACUUM deletes what no snapshot of the table "
                    + "refers to. Set a folder of the bucket");
        }
        catch (FormatException refused)
        {
            throw Refuse(table, refused.Message);
        }
    }

    private static ImmutableArray<IcebergField> Fields(DeclaredResource table)
    {
        const string Schema = Table + ".schema";
        Expect(table, Schema + ".type", "struct", null);
        _ = table.Number(Schema + ".schemaId");
        var fields = table.Parts(Schema + ".fields").Select(field => new IcebergField(
            Number(field, "id"),
            field.Text("name"),
            TypeOf(field.Text("type")),
            field.Flag("required"),
            field.OptionalText("doc"))).ToImmutableArray();
        if (fields.IsEmpty)
        {
            throw Refuse(table, "its schema has no fields");
        }

        foreach (var field in fields)
        {
            if (!IcebergTypes.IsKnown(field.Type))
            {
                throw Refuse(
                    table,
                    $"the twin does not know the type '{field.Type}' of the field '{field.Name}'. It knows "
                    + IcebergTypes.Names);
            }

            if (field.Name.Length == 0 || field.Name.Any(char.IsUpper))
            {
                throw Refuse(table, $"the field '{field.Name}' must have a name in lower case: Athena has no other");
            }
        }

        ExpectDistinct(table, fields.Select(field => field.Name), "name");
        ExpectDistinct(table, fields.Select(field => $"{field.Id}"), "id");
        foreach (var id in table.Numbers(Schema + ".identifierFieldIds"))
        {
            var field = FieldOf(table, fields, id, "identifierFieldIds");
            if (!field.Required || field.Type == "double")
            {
                throw Refuse(table, $"the identifier field '{field.Name}' must be required, and no double");
            }
        }

        return fields;
    }

    private static ImmutableArray<IcebergPartitionField> Partition(
        DeclaredResource table, ImmutableArray<IcebergField> fields)
    {
        const string Spec = Table + ".partitionSpec";
        _ = table.Number(Spec + ".specId");
        var partition = ImmutableArray.CreateBuilder<IcebergPartitionField>();
        foreach (var part in table.Parts(Spec + ".fields"))
        {
            _ = part.Number("fieldId");
            var (name, transform) = (part.Text("name"), part.Text("transform"));
            var source = FieldOf(table, fields, Number(part, "sourceId"), $"the partition field '{name}'");
            if (transform is not (IcebergTransform.Identity or IcebergTransform.Month))
            {
                throw Refuse(
                    table,
                    $"the twin does not know the transform '{transform}' of the partition field '{name}'. It knows "
                    + $"{IcebergTransform.Identity} and {IcebergTransform.Month}");
            }

            if (transform == IcebergTransform.Month && source.Type is not ("date" or "timestamp"))
            {
                throw Refuse(
                    table, $"a {source.Type} has no month: the partition field '{name}' is of '{source.Name}'");
            }

            if (fields.Any(field => field.Name == name)
                && (transform, name) != (IcebergTransform.Identity, source.Name))
            {
                throw Refuse(table, $"the partition field '{name}' has the name of a field of the schema");
            }

            partition.Add(new IcebergPartitionField(name, source.Name, transform));
        }

        ExpectDistinct(table, partition.Select(part => part.Name), "partition field");
        return partition.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Properties(DeclaredResource table)
    {
        var properties = table.Map(Table + ".properties").ToImmutableSortedDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in properties)
        {
            var isValid = key switch
            {
                "write.format.default" => value == Parquet,
                "write.parquet.compression-codec" => Codecs.Contains(value),
                IcebergRetention.MaximumAge or IcebergRetention.MinimumSnapshots =>
                    int.TryParse(value, out var number) && number > 0,
                _ => throw Refuse(table, $"the twin does not know the property '{key}' of an Iceberg table"),
            };
            if (!isValid)
            {
                throw Refuse(table, $"its property '{key}' cannot be '{value}'");
            }
        }

        return properties;
    }

    // The provider takes the type as JSON too: a text in quotes.
    private static string TypeOf(string type) => type.Trim('"');

    private static IcebergField FieldOf(
        DeclaredResource table, ImmutableArray<IcebergField> fields, int id, string what) =>
        fields.FirstOrDefault(field => field.Id == id)
        ?? throw Refuse(table, $"{what} names the field {id}, which its schema does not have");

    private static int Number(DeclaredResource part, string property) =>
        part.Number(property) ?? throw Refuse(part, $"a part of it has no '{property}'");

    private static void ExpectDistinct(DeclaredResource table, IEnumerable<string> values, string what)
    {
        if (values.GroupBy(value => value).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
        {
            throw Refuse(table, $"it has the {what} '{twice.Key}' twice");
        }
    }

    private static void Expect(DeclaredResource table, string property, params ReadOnlySpan<string?> known)
    {
        var value = table.OptionalText(property);
        if (!known.Contains(value))
        {
            throw Refuse(table, $"its {property} is '{value}', and must be {known[0]}");
        }
    }

    private static RunFailedException Refuse(DeclaredResource table, string why) => new($"{table.Title}: {why}.");
}

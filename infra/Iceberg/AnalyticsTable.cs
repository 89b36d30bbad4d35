using System.Text.Json;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Glue.Inputs;

namespace Infra.Iceberg;

/// <summary>A table of typed rows in Apache Iceberg, which only the statements of this folder write.</summary>
/// <param name="Name">The table's name in the catalog, and its folder below <see cref="Zone"/>.</param>
/// <param name="Key">The columns that together tell one row from all others.</param>
/// <param name="Columns">The columns, in order.</param>
internal sealed record AnalyticsTable(
    string Name, ImmutableArray<string> Key, ImmutableArray<AnalyticsColumn> Columns)
{
    /// <summary>The prefix of all analytics tables in the processed bucket; it ends with a slash.</summary>
    public const string Zone = "analytics/";

    // Iceberg's own ids of partition fields begin here.
    private const int FirstPartitionField = 1000;

    /// <summary>The column whose months are the partitions; null for a table that is one partition.</summary>
    public string? PartitionedByMonthOf { get; init; }

    /// <summary>The prefix of the table's objects in the processed bucket; it ends with a slash.</summary>
    public string Prefix => $"{Zone}{Name}/";

    /// <summary>The prefix of the table's rows; it ends with a slash. The metadata beside it begin with a file that
    /// Glue writes when the table is declared, with the permissions of whoever deploys.
    /// Assumption: iceberg-metadata.</summary>
    public string DataPrefix => $"{Prefix}data/";

    /// <summary>The name as a person would say it.</summary>
    public string Words => Name.Replace('_', ' ');

    /// <summary>Declares the table. It exists, without rows, as soon as it is declared.</summary>
    /// <param name="stack">The stack's full name.</param>
    /// <param name="bucket">The processed bucket's name.</param>
    /// <param name="parent">The component that the table belongs to.</param>
    public CatalogTable Declare(string stack, Output<string> bucket, CatalogDatabase database, Resource parent) => new(
        $"{stack}-{Name}",
        new CatalogTableArgs
        {
            // The provider sends nothing else of an Iceberg table: a description would differ at each update.
            Name = Name,
            DatabaseName = database.Name,
            OpenTableFormatInput = new CatalogTableOpenTableFormatInputArgs
            {
                IcebergInput = new CatalogTableOpenTableFormatInputIcebergInputArgs
                {
                    MetadataOperation = "CREATE",
                    Version = "2",
                    IcebergTableInput = Input(bucket),
                },
            },
        },
        new CustomResourceOptions
        {
            Parent = parent,
            // A table that is deleted or replaced forgets its rows, although their files remain.
            Protect = true,
            // Athena writes them with each statement: an update would send those of an older one. What the table was
            // made from stays as it is, and Athena adds columns: AWS does not say that Glue keeps the rows of a table
            // that the provider updates.
            IgnoreChanges =
            {
                "owner", "parameters", "storageDescriptor", "openTableFormatInput.icebergInput.icebergTableInput",
            },
        });

    private CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputArgs Input(Output<string> bucket)
    {
        var input = new CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputArgs
        {
            // VACUUM needs a folder of the bucket.
            Location = Output.Format($"s3://{bucket}/{Zone}{Name}"),
            Properties =
            {
                ["write.format.default"] = "parquet",
                ["write.parquet.compression-codec"] = "zstd",
            },
            Schema = Schema(),
        };
        if (PartitionedByMonthOf is { } column)
        {
            input.PartitionSpec = MonthsOf(column);
        }

        return input;
    }

    private CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSchemaArgs Schema() => new()
    {
        Type = "struct",
        SchemaId = 0,
        Fields = Columns
            .Select(column => new CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputSchemaFieldArgs
            {
                Id = column.Id,
                Name = column.Name,
                // A JSON document, since a nested type is an object.
                Type = JsonSerializer.Serialize(column.Type),
                Doc = column.Comment,
                Required = false,
            })
            .ToList(),
    };

    private CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputPartitionSpecArgs MonthsOf(string column) =>
        new()
        {
            SpecId = 0,
            Fields =
        {
            new CatalogTableOpenTableFormatInputIcebergInputIcebergTableInputPartitionSpecFieldArgs
            {
                FieldId = FirstPartitionField,
                Name = $"{column}_month",
                SourceId = IdOf(column),
                Transform = "month",
            },
        },
        };

    private int IdOf(string column) => Columns.Single(found => found.Name == column).Id;
}

/// <summary>A column of an analytics table. An unknown value is NULL.</summary>
/// <param name="Id">Iceberg's id of the column. The data files have ids and no names, so an id never changes and is
/// never used again: a new column gets the next one.</param>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Type">One of <see cref="ColumnType"/>.</param>
/// <param name="Comment">The meaning of its values, for those who query. The catalog allows 255 characters.</param>
internal sealed record AnalyticsColumn(int Id, string Name, string Type, string Comment);

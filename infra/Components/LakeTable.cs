using Pulumi.Aws.Glue;
using Pulumi.Aws.Glue.Inputs;

namespace Infra.Components;

/// <summary>A table of the catalog. Athena computes its partitions (partition projection), so it answers as soon as
/// the first object exists. Registered partitions are for engines without partition projection.</summary>
internal static class LakeTable
{
    private const string Text = "string";

    /// <summary>Declares a table of objects in the processed bucket.</summary>
    public static CatalogTable Declare(
        Table table, GlueCatalogArgs args, CatalogDatabase database, CustomResourceOptions options)
    {
        var location = Output.Format($"s3://{args.ProcessedBucket.BucketName}/{table.Prefix}");
        return new CatalogTable(
            $"{args.Name}-{table.Name}",
            new CatalogTableArgs
            {
                Name = table.Name,
                DatabaseName = database.Name,
                // Athena refuses SHOW CREATE TABLE without it.
                TableType = "EXTERNAL_TABLE",
                Parameters = Parameters(table.Partition, args.Settings, location),
                PartitionKeys =
                {
                    new CatalogTablePartitionKeyArgs
                    {
                        Name = table.Partition.Column,
                        Type = Text,
                        Comment = table.Partition.Comment,
                    },
                },
                StorageDescriptor = new CatalogTableStorageDescriptorArgs
                {
                    Location = location,
                    InputFormat = "org.apache.hadoop.mapred.TextInputFormat",
                    OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                    SerDeInfo = args.Settings.TableFormat == TableFormat.JsonLines ? Json() : Csv(),
                    Columns = table.Schema
                        .Select(column => new CatalogTableStorageDescriptorColumnArgs
                        {
                            Name = column.Name,
                            Type = Text,
                            Comment = column.Comment,
                        })
                        .ToList(),
                },
            },
            options);
    }

    // https://docs.aws.amazon.com/athena/latest/ug/partition-projection-setting-up.html
    private static InputMap<string> Parameters(
        TablePartition partition, StackSettings settings, Output<string> location)
    {
        // An export begins with the account, whatever the first day of the playlists is.
        var first = (partition == TablePartition.Month ? PlayedMonth.First.FirstDay : settings.FirstDay)
            .ToString(partition.Format, CultureInfo.InvariantCulture);
        var projection = $"projection.{partition.Column}";
        var parameters = new InputMap<string>
        {
            ["EXTERNAL"] = "TRUE",
            ["classification"] = settings.TableFormat == TableFormat.JsonLines ? "json" : "csv",
            ["projection.enabled"] = "true",
            [$"{projection}.type"] = "date",
            [$"{projection}.format"] = partition.Format,
            // NOW is in UTC, like the days of the snapshots.
            [$"{projection}.range"] = $"{first},NOW",
            ["storage.location.template"] =
                Output.Format($"{location}{partition.Column}=${{{partition.Column}}}/"),
        };
        if (partition == TablePartition.Month)
        {
            // Athena needs both for a format without days.
            parameters[$"{projection}.interval"] = "1";
            parameters[$"{projection}.interval.unit"] = "MONTHS";
        }

        if (settings.TableFormat == TableFormat.Csv)
        {
            parameters["skip.header.line.count"] = "1";
        }

        return parameters;
    }

    private static CatalogTableStorageDescriptorSerDeInfoArgs Csv() => new()
    {
        SerializationLibrary = "org.apache.hadoop.hive.serde2.OpenCSVSerde",
        Parameters =
        {
            ["separatorChar"] = CsvDialect.Delimiter,
            ["quoteChar"] = CsvDialect.Quote,
            ["escapeChar"] = CsvDialect.EscapeCharacter,
        },
    };

    private static CatalogTableStorageDescriptorSerDeInfoArgs Json() => new()
    {
        SerializationLibrary = "org.openx.data.jsonserde.JsonSerDe",
    };
}

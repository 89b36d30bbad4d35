using Pulumi.Aws.Glue;
using Pulumi.Aws.Glue.Inputs;

namespace Infra.Components;

/// <summary>A table of the catalog. Athena computes its partitions (partition projection), so it answers as soon as
/// the first object exists. Registered partitions are for engines without partition projection.</summary>
internal static class LakeTable
{
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
                        Type = TableFormat.ColumnType,
                        Comment = table.Partition.Comment,
                    },
                },
                StorageDescriptor = new CatalogTableStorageDescriptorArgs
                {
                    Location = location,
                    InputFormat = TableFormat.InputFormat,
                    OutputFormat = TableFormat.OutputFormat,
                    SerDeInfo = new CatalogTableStorageDescriptorSerDeInfoArgs
                    {
                        SerializationLibrary = args.Settings.TableFormat.SerDe,
                        Parameters = Map(args.Settings.TableFormat.SerDeParameters),
                    },
                    Columns = table.Schema
                        .Select(column => new CatalogTableStorageDescriptorColumnArgs
                        {
                            Name = column.Name,
                            Type = TableFormat.ColumnType,
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
        var parameters = Map(settings.TableFormat.Parameters);
        parameters["EXTERNAL"] = "TRUE";
        parameters["projection.enabled"] = "true";
        parameters[$"{projection}.type"] = "date";
        parameters[$"{projection}.format"] = partition.Format;
        // NOW is in UTC, like the days of the snapshots.
        parameters[$"{projection}.range"] = $"{first},NOW";
        parameters["storage.location.template"] =
            Output.Format($"{location}{partition.Column}=${{{partition.Column}}}/");
        if (partition == TablePartition.Month)
        {
            // Athena needs both for a format without days.
            parameters[$"{projection}.interval"] = "1";
            parameters[$"{projection}.interval.unit"] = "MONTHS";
        }

        return parameters;
    }

    private static InputMap<string> Map(IEnumerable<KeyValuePair<string, string>> values)
    {
        var map = new InputMap<string>();
        foreach (var (name, value) in values)
        {
            map[name] = value;
        }

        return map;
    }
}

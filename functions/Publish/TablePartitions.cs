namespace Functions.Publish;

/// <summary>The partitions of a part's days in one table, as Glue takes them
/// (https://docs.aws.amazon.com/glue/latest/webapi/API_BatchCreatePartition.html). Each has the form of its table, as a
/// crawler writes it.</summary>
/// <param name="Partitions">The partitions: a month has fewer than the 100 of a call.</param>
public sealed record TablePartitions(
    [property: JsonPropertyName("table")] string Table,
    [property: JsonPropertyName("partitions")] IReadOnlyList<PartitionInput> Partitions)
{
    internal static IReadOnlyList<TablePartitions> Of(PublicationPart part, PublicationSettings settings) =>
    [
        .. Tables.All.Select(table => new TablePartitions(
            table.Name,
            [
                .. part.Days.Where(day => day.Value != Fingerprints.Empty).Select(day => day.Key).Order()
                    .Select(day => PartitionInput.Create(table, day, settings)),
            ])),
    ];
}

/// <summary>A partition; its properties have the names of Glue's API.</summary>
public sealed record PartitionInput(
    IReadOnlyList<string> Values,
    PartitionInput.Descriptor StorageDescriptor,
    IReadOnlyDictionary<string, string> Parameters)
{
    internal static PartitionInput Create(Table table, DateOnly day, PublicationSettings settings)
    {
        var value = day.ToString(table.Partition.Format, CultureInfo.InvariantCulture);
        return new PartitionInput(
            [value],
            new Descriptor(
                // The comments stay with the table: 31 days of all tables must fit into a state's input.
                [.. table.Columns.Select(column => new Column(column, TableFormat.ColumnType))],
                $"s3://{settings.ProcessedBucket}/{table.Prefix}{table.Partition.Column}={value}/",
                TableFormat.InputFormat,
                TableFormat.OutputFormat,
                new Reader(settings.Format.SerDe, settings.Format.SerDeParameters)),
            settings.Format.Parameters);
    }

    public sealed record Descriptor(
        IReadOnlyList<Column> Columns, string Location, string InputFormat, string OutputFormat, Reader SerdeInfo);

    public sealed record Column(string Name, string Type);

    public sealed record Reader(string SerializationLibrary, IReadOnlyDictionary<string, string> Parameters);
}

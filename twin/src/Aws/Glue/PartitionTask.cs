using Twin.Aws.StepFunctions;

namespace Twin.Aws.Glue;

/// <summary>Tasks of state machines that create partitions, through the AWS SDK integration
/// (https://docs.aws.amazon.com/glue/latest/webapi/API_BatchCreatePartition.html).</summary>
internal sealed class PartitionTask(
    DeclaredStack stack, AccessControl access, Catalog catalog, Timeline timeline) : ITaskIntegration
{
    public const string Create = "arn:aws:states:::aws-sdk:glue:batchCreatePartition";
    private const string Database = "DatabaseName";
    private const string Table = "TableName";
    private const string Inputs = "PartitionInputList";
    private const string Values = "Values";

    public TaskFields? FieldsOf(string resource) =>
        resource == Create ? new TaskFields([Database, Table, Inputs], []) : null;

    public Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        var (database, name) = (parameters.Text(Database), parameters.Text(Table));
        var owner = $"arn:aws:glue:{stack.Region}:{stack.AccountId}:";
        foreach (var arn in (string[])["catalog", $"database/{database}", $"table/{database}/{name}"])
        {
            if (access.Authorize(caller, "glue:BatchCreatePartition", owner + arn) is { IsAllowed: false } refused)
            {
                throw new StateTaskException("Glue.AccessDeniedException", refused.Message);
            }
        }

        var table = catalog.Find(database, name)
            ?? throw new StateTaskException("Glue.EntityNotFoundException", $"Table {name} not found.");
        var inputs = parameters[Inputs] is JsonArray { Count: <= 100 } list ? list : throw new StateTaskException(
            "Glue.ValidationException",
            "Value at 'partitionInputList' failed to satisfy constraint: Member must have length less than or equal to 100");
        var errors = new JsonArray();
        foreach (var input in inputs)
        {
            ImmutableArray<string> values = [.. input![Values]!.AsArray().Select(value => (string)value!)];
            if (values.Length != table.PartitionKeys.Length)
            {
                throw new StateTaskException(
                    "Glue.InvalidInputException",
                    "The number of partition keys do not match the number of partition values");
            }

            if (table.Partitions.Any(known => known.Values.SequenceEqual(values)))
            {
                errors.Add(new JsonObject
                {
                    ["PartitionValues"] = input[Values]!.DeepClone(),
                    ["ErrorDetail"] = new JsonObject
                    {
                        ["ErrorCode"] = "AlreadyExistsException",
                        ["ErrorMessage"] = "Partition already exists.",
                    },
                });
                continue;
            }

            var descriptor = input["StorageDescriptor"]!;
            var location = (string)descriptor["Location"]!;
            ExpectFormOf(table, descriptor, location);
            table = table with { Partitions = [.. table.Partitions, new CatalogPartition(values, location)] };
        }

        catalog.Put(database, table);
        return Task.FromResult<JsonNode?>(new JsonObject { ["Errors"] = errors });
    }

    // Glue takes any; engines that read the partition then fail with HIVE_PARTITION_SCHEMA_MISMATCH, or find no rows.
    private void ExpectFormOf(CatalogTable table, JsonNode descriptor, string location)
    {
        var columns = descriptor["Columns"]!.AsArray()
            .Select(column => ((string)column!["Name"]!, (string)column["Type"]!));
        var reader = descriptor["SerdeInfo"]!;
        var parameters = reader["Parameters"]!.AsObject()
            .ToImmutableSortedDictionary(found => found.Key, found => (string)found.Value!, StringComparer.Ordinal);
        if (!location.StartsWith(table.Location, StringComparison.Ordinal)
            || !columns.SequenceEqual(table.Columns.Select(column => (column.Name, column.Type)))
            || (string)reader["SerializationLibrary"]! != table.SerDe
            || !parameters.SequenceEqual(table.SerDeParameters))
        {
            timeline.Add(
                TimelineSource.Glue,
                $"The partition {location} of the table '{table.Name}' at {table.Location} has another location, other "
                + "columns or another SerDe than the table.",
                TimelineEntryKind.Failure);
        }
    }
}

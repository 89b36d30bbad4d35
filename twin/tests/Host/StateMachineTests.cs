using Twin.Tests.Aws.StepFunctions;

namespace Twin.Tests.Host;

/// <summary>State machines beside the declared stack, whose tables their tasks use.</summary>
public sealed class StateMachineTests : FolderTest
{
    private const string Machine = "machine";
    private const string Role = "machine-role";

    [Theory]
    [InlineData(1, "glue:BatchCreatePartition", null)]
    [InlineData(100, "glue:BatchCreatePartition", null)]
    [InlineData(101, "glue:BatchCreatePartition", "Glue.ValidationException")]
    [InlineData(1, "glue:CreatePartition", "Glue.AccessDeniedException")]
    public async Task Partitions_are_created_once_and_those_that_exist_are_told(
        int partitions, string action, string? error)
    {
        var stack = await Stacks.Load("dev");
        var format = TableFormat.Csv;
        var create = JsonSerializer.Serialize(new
        {
            DatabaseName = stack.OfType(GlueResources.CatalogDatabase).Single().PhysicalName,
            TableName = "artists",
            PartitionInputList = Enumerable.Range(0, partitions)
                .Select(day => new DateOnly(2026, 11, 1).AddDays(day).ToString("O", CultureInfo.InvariantCulture))
                .Select(day => new
                {
                    Values = (string[])[day],
                    StorageDescriptor = new
                    {
                        Columns = Tables.Artists.Columns.Select(name => new { Name = name, Type = "string" }),
                        Location = $"s3://spotify-dev-processed/artists/snapshot_date={day}/",
                        SerdeInfo = new { SerializationLibrary = format.SerDe, Parameters = format.SerDeParameters },
                    },
                }),
        });

        var execution = await RunAsync(
            $$"""
            {"StartAt": "One", "States": {
              "One": {"Type": "Task", "Resource": "{{PartitionTask.Create}}", "Parameters": {{create}}, "ResultPath": "$.one", "Next": "Two"},
              "Two": {"Type": "Task", "Resource": "{{PartitionTask.Create}}", "Parameters": {{create}}, "ResultPath": "$.two", "End": true} } }
            """,
            action);

        Assert.Equal(error, execution.Error);
        if (error is null)
        {
            var output = JsonNode.Parse(execution.Output!)!;
            Assert.Empty(output["one"]!["Errors"]!.AsArray());
            Assert.Equal(partitions, output["two"]!["Errors"]!.AsArray().Count(found =>
                (string?)found!["ErrorDetail"]!["ErrorCode"] == "AlreadyExistsException"));
        }
    }

    [Fact]
    public async Task A_querys_rows_are_read_by_the_id_of_its_execution()
    {
        var execution = await QueryAsync(
            "SELECT x, y FROM (VALUES (1, 'a'), (2, null)) AS t (x, y) ORDER BY x",
            "athena:*", "s3:*");

        Assert.Null(execution.Cause);
        Assert.Equal(
            """[{"Data":[{"VarCharValue":"x"},{"VarCharValue":"y"}]},{"Data":[{"VarCharValue":"1"},{"VarCharValue":"a"}]}]""",
            execution.Output);
    }

    [Fact]
    public async Task A_query_that_fails_is_a_failed_task_with_the_query_in_its_cause()
    {
        var execution = await QueryAsync("SELECT missing", "athena:*", "s3:*");

        Assert.Equal("States.TaskFailed", execution.Error);
        var cause = JsonNode.Parse(execution.Cause!)!;
        Assert.Equal(("FAILED", "SELECT missing"), ((string?)cause["Status"]!["State"], (string?)cause["Query"]));
        Assert.Contains("missing", (string?)cause["Status"]!["StateChangeReason"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("athena:StartQueryExecution on resource", "athena:GetQueryResults")]
    [InlineData("athena:GetDataCatalog on resource", "athena:StartQueryExecution")]
    [InlineData("athena:GetQueryExecution on resource", "athena:StartQueryExecution", "athena:GetDataCatalog")]
    [InlineData("athena:GetQueryResults on resource",
        "athena:StartQueryExecution", "athena:GetDataCatalog", "athena:GetQueryExecution", "s3:*")]
    [InlineData("s3:GetObject on resource", "athena:*", "s3:GetBucketLocation", "s3:PutObject")]
    public async Task A_role_without_one_of_the_permissions_of_a_query_is_refused(
        string missing, params string[] actions)
    {
        var execution = await QueryAsync("SELECT 1", actions);

        Assert.Equal("Athena.AmazonAthenaException", execution.Error);
        Assert.Contains(missing, execution.Cause, StringComparison.Ordinal);
    }

    private async Task<ExecutionSummary> QueryAsync(string sql, params string[] actions)
    {
        var stack = await Stacks.Load("dev");
        var group = stack.OfType(AthenaResources.Workgroup).First().PhysicalName;
        var database = stack.OfType(GlueResources.CatalogDatabase).Single().PhysicalName;
        return await RunAsync(
            $$"""
            {"StartAt": "Query", "States": {
              "Query": {"Type": "Task", "Resource": "{{QueryTask.Start}}", "Next": "Read", "TimeoutSeconds": 600,
                "Parameters": {"QueryString": "{{sql}}", "WorkGroup": "{{group}}", "QueryExecutionContext": {"Database": "{{database}}"} } },
              "Read": {"Type": "Task", "Resource": "{{QueryTask.GetResults}}", "End": true, "OutputPath": "$.ResultSet.Rows",
                "Parameters": {"QueryExecutionId.$": "$.QueryExecution.QueryExecutionId", "MaxResults": 2} } } }
            """,
            actions);
    }

    private async Task<ExecutionSummary> RunAsync(string definition, params string[] actions)
    {
        var stack = await Stacks.Load("dev");
        var machine = SmallAccount.MachineOf(definition, Machine, ("roleArn", RoleArn(stack)));
        var clock = new VirtualClock(SmallAccount.Start);
        var token = Cancel;
        var statement =
            $$"""{"Effect": "Allow", "Action": ["{{string.Join("\", \"", actions)}}"], "Resource": "*"}""";
        await using var services = await TwinServices.StartAsync(
            stack with
            {
                Resources =
                [
                    .. stack.Resources,
                    machine,
                    .. SmallAccount.RoleOf(Role, "states.amazonaws.com", statement).Select(role => role.Is(IamResources.Role)
                        ? role.Set("arn", RoleArn(stack))
                        : role),
                ],
            },
            Folder.Root,
            clock,
            new Timeline(TimeProvider.System, clock),
            token);
        services.Get<StepFunctionsService>().Start(machine.Arn, "{}");
        await new PendingWork(() => services.Running, clock).CompleteAsync(token);
        return Assert.Single(services.Get<StepFunctionsService>().Executions);
    }

    private static string RoleArn(DeclaredStack stack) => $"arn:aws:iam::{stack.AccountId}:role/{Role}";
}

using Twin.Aws.Athena.Results;
using Twin.Aws.Athena.Statements;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Athena;

/// <summary>Tasks of state machines that run queries and read their results.</summary>
internal sealed class QueryTask(
    DeclaredStack stack, AccessControl access, AthenaService athena, TimeProvider clock) : ITaskIntegration
{
    public const string Start = "arn:aws:states:::athena:startQueryExecution.sync";
    public const string GetResults = "arn:aws:states:::athena:getQueryResults";
    public const string WorkGroup = "WorkGroup";

    private const string QueryString = "QueryString";
    private const string Context = "QueryExecutionContext";
    private const string Database = "Database";
    private const string Id = "QueryExecutionId";
    private const string MaxResults = "MaxResults";
    private const string PrimaryGroup = "primary";
    private const string DataCatalog = "datacatalog/AwsDataCatalog";
    private const string AthenaError = "Athena.AmazonAthenaException";
    private const string DefaultDatabase = "default";

    // https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
    private const int MaxRows = 1000;

    public TaskFields? FieldsOf(string resource) => resource switch
    {
        Start => new TaskFields([QueryString], [Context, WorkGroup]),
        GetResults => new TaskFields([Id], [MaxResults]),
        _ => null,
    };

    public Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken) =>
        resource == Start
            ? QueryAsync(parameters, caller, cancellationToken)
            : Task.FromResult<JsonNode?>(ResultsOf(parameters, caller));

    private async Task<JsonNode?> QueryAsync(
        JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        var sql = parameters.Text(QueryString);
        var group = parameters.OptionalText(WorkGroup) ?? PrimaryGroup;
        var database = (parameters[Context] as JsonObject)?.OptionalText(Database) ?? DefaultDatabase;
        var declared = stack.Named(AthenaResources.Workgroup, group)
            ?? throw new StateTaskException("Athena.InvalidRequestException", $"WorkGroup {group} is not found.");
        Expect(caller, "athena:StartQueryExecution", declared.Arn);
        Expect(caller, "athena:GetDataCatalog", $"arn:aws:athena:{stack.Region}:{stack.AccountId}:{DataCatalog}");
        // The service asks for the state until the query has ended.
        Expect(caller, "athena:GetQueryExecution", declared.Arn);

        var submitted = clock.GetUtcNow();
        JsonObject Execution(string? id, string state, string? reason) => new()
        {
            [Id] = id,
            ["Query"] = sql,
            [Context] = new JsonObject { [Database] = database },
            [WorkGroup] = group,
            ["Status"] = new JsonObject
            {
                ["State"] = state,
                ["StateChangeReason"] = reason,
                ["SubmissionDateTime"] = submitted.ToUnixTimeMilliseconds(),
                ["CompletionDateTime"] = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
        };
        try
        {
            var result = await athena.RunAsync(sql, group, database, caller, cancellationToken);
            return new JsonObject { ["QueryExecution"] = Execution(result.ExecutionId, "SUCCEEDED", null) };
        }
        catch (AthenaException failed)
        {
            throw new StateTaskException(
                "States.TaskFailed", Execution(null, "FAILED", failed.Message).ToJsonString());
        }
    }

    // The first row has the names of the columns
    // (https://docs.aws.amazon.com/athena/latest/APIReference/API_ResultSet.html).
    private JsonObject ResultsOf(JsonObject parameters, Caller caller)
    {
        var id = parameters.Text(Id);
        QueryResult result;
        try
        {
            result = athena.GetResults(id, caller);
        }
        catch (AthenaException refused)
        {
            throw new StateTaskException(AthenaError, refused.Message);
        }

        var most = parameters[MaxResults] is JsonValue value && value.TryGetValue<int>(out var number)
            ? number
            : MaxRows;
        var columns = result.Columns;
        var rows = Enumerable.Range(0, result.Rows.Length).Select(row => Row(result.Texts(row)))
            .Prepend(Row(columns.Select(column => (string?)column.Name)))
            .Take(most);
        return new JsonObject
        {
            ["ResultSet"] = new JsonObject
            {
                ["ResultSetMetadata"] = new JsonObject
                {
                    ["ColumnInfo"] = new JsonArray([.. columns.Select(column =>
                        (JsonNode)new JsonObject { ["Name"] = column.Name, ["Type"] = column.Type })]),
                },
                ["Rows"] = new JsonArray([.. rows]),
            },
        };
    }

    // A null has no value.
    private static JsonObject Row(IEnumerable<string?> texts) => new JsonObject
    {
        ["Data"] = new JsonArray([.. texts.Select(text =>
            (JsonNode)(text is null ? new JsonObject() : new JsonObject { ["VarCharValue"] = text }))]),
    };

    // The actions: https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html.
    private void Expect(Caller caller, string action, string arn)
    {
        if (access.Authorize(caller, action, arn) is { IsAllowed: false } refused)
        {
            throw new StateTaskException(AthenaError, refused.Message);
        }
    }
}

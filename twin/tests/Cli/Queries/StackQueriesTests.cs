using Twin.Aws.Athena.Results;
using Twin.Cli.Operations;
using Twin.Cli.Queries;
using Twin.Tests.Cli.Verification;

namespace Twin.Tests.Cli.Queries;

/// <summary>Queries on a deployed stack, with scripts in place of the two CLIs.</summary>
public sealed class StackQueriesTests : IDisposable
{
    private readonly PlayedDeployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public async Task A_query_runs_in_the_work_group_over_the_database_of_the_stack()
    {
        using var queries = await OpenAsync();

        var result = await queries.AnswerAsync("SELECT song, days FROM t", queries.Database, Cancel);

        Assert.Equal([new ResultColumn("song", "varchar"), new ResultColumn("days", "bigint")], result.Columns);
        Assert.Equal(["Mine", null], Assert.Single(result.Rows));
        var started = Assert.Single(
            _deployment.Calls, call => call.StartsWith("athena start-query-execution", StringComparison.Ordinal));
        Assert.Contains(
            "--work-group lake-group --query-execution-context Database=lake --output json --region eu-central-1",
            started,
            StringComparison.Ordinal);
        Assert.Equal(3, _deployment.Calls.Count(call => call.StartsWith("athena get-query-execution", StringComparison.Ordinal)));
        Assert.DoesNotContain(
            _deployment.Calls, call => call.Contains("stop-query-execution", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_pages_of_a_result_are_read()
    {
        _deployment.Answer("athena.get-query-results", Page("page-2", """{"Data":[{"VarCharValue":"n"}]},{"Data":[{"VarCharValue":"1"}]}"""));
        _deployment.Answer("athena.get-query-results.page-2", Page("page-3", """{"Data":[{"VarCharValue":"n"}]},{"Data":[{}]}"""));
        _deployment.Answer("athena.get-query-results.page-3", Page(null, """{"Data":[{"VarCharValue":""}]}"""));
        using var queries = await OpenAsync();

        var result = await queries.AnswerAsync("SELECT n FROM t", "lake", Cancel);

        // Only the first page begins with the columns' names.
        Assert.Equal(["1", "n", null, ""], result.Rows.Select(row => row[0]));
    }

    [Theory]
    [InlineData("""{"Data":[{"VarCharValue":"songs"}]}""", "songs")]
    [InlineData("")]
    public async Task A_statement_whose_result_has_no_row_of_names_loses_no_row(string rows, params string[] expected)
    {
        _deployment.Answer("athena.get-query-results", Page(null, rows));
        using var queries = await OpenAsync();

        var result = await queries.AnswerAsync("SHOW TABLES", "lake", Cancel);

        Assert.Equal(expected, result.Rows.Select(row => (string)row[0]!));
    }

    [Fact]
    public async Task A_named_query_is_the_deployed_one()
    {
        using var queries = await OpenAsync();

        var query = await queries.FindAsync("movers", Cancel);

        Assert.Equal(("SELECT 1", "lake"), (query.Sql, query.Database));
    }

    [Fact]
    public async Task A_named_query_that_is_not_deployed_has_failed()
    {
        _deployment.Answer("athena.list-named-queries", "{}");
        using var queries = await OpenAsync();

        var failed = await Assert.ThrowsAsync<RunFailedException>(() => queries.FindAsync("movers", Cancel));

        Assert.Contains("no named query movers: pulumi up", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_name_gets_a_suggestion_before_AWS_is_asked()
    {
        using var queries = await OpenAsync();

        var wrong = await Assert.ThrowsAsync<InputException>(() => queries.FindAsync("mover", Cancel));

        Assert.Equal(
            "There is no named query 'mover'. Did you mean 'movers'? --list shows all of them.", wrong.Message);
        Assert.All(_deployment.Calls, call => Assert.StartsWith("pulumi ", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_stacks_named_queries_are_listed_by_name()
    {
        using var queries = await OpenAsync();

        var named = await queries.NamedQueriesAsync(Cancel);

        Assert.Equal(
            [("movers", "Which songs moved?"), ("top_songs", "Which songs are on top?")],
            named.Select(query => (query.Name, query.Description)));
    }

    [Fact]
    public async Task A_query_that_Athena_does_not_accept_is_wrong_input()
    {
        _deployment.Answer(
            "athena.start-query-execution",
            "An error occurred (InvalidRequestException) when calling the StartQueryExecution operation: line 1:1: "
            + "mismatched input 'SELEC'");
        using var queries = await OpenAsync();

        var wrong = await Assert.ThrowsAsync<InputException>(() => queries.AnswerAsync("SELEC 1", "lake", Cancel));

        Assert.Contains("line 1:1: mismatched input 'SELEC'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_AWS_denies_has_failed()
    {
        _deployment.Answer(
            "athena.start-query-execution",
            "An error occurred (AccessDeniedException) when calling the StartQueryExecution operation: not authorized");
        using var queries = await OpenAsync();

        var failed = await Assert.ThrowsAsync<RunFailedException>(
            () => queries.AnswerAsync("SELECT 1", "lake", Cancel));

        Assert.Contains("not authorized", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_fails_by_its_own_fault_is_wrong_input_with_Athenas_reason()
    {
        const string Reason = "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.lake.sogns' does not exist";
        _deployment.Answer("athena.get-query-execution", Ended("FAILED", Reason, category: 2));
        using var queries = await OpenAsync();

        var wrong = await Assert.ThrowsAsync<InputException>(() => queries.AnswerAsync("SELECT 1", "lake", Cancel));

        Assert.Equal(Reason, wrong.Message);
    }

    [Theory]
    [InlineData("FAILED", "GENERIC_INTERNAL_ERROR: no worker", 1)]
    [InlineData("CANCELLED", "Bytes scanned limit was exceeded", null)]
    public async Task A_query_that_Athena_ends_has_failed_with_its_reason_and_its_id(
        string state, string reason, int? category)
    {
        _deployment.Answer("athena.get-query-execution", Ended(state, reason, category));
        using var queries = await OpenAsync();

        var failed = await Assert.ThrowsAsync<RunFailedException>(
            () => queries.AnswerAsync("SELECT 1", "lake", Cancel));

        Assert.Equal(
            $"Athena ended the query as {state}: {reason}\nIt is run-1 in the history of the work group lake-group.",
            failed.Message);
    }

    [Fact]
    public async Task A_query_that_does_not_end_is_stopped()
    {
        _deployment.Answer("athena.get-query-execution.run-1", PlayedDeployment.Query("RUNNING"));
        using var access = await AccessAsync();
        var group = new AthenaWorkGroup(access.Aws, "lake-group", _deployment.Clock);

        Assert.Null(await group.RunAsync("SELECT 1", "lake", TimeSpan.FromSeconds(3), Cancel));

        AssertStopped();
    }

    [Fact]
    public async Task A_query_that_is_cancelled_here_is_stopped_there()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _deployment.Answer("athena.get-query-execution.run-1", PlayedDeployment.Query("RUNNING"));
        using var access = await AccessAsync();
        var group = new AthenaWorkGroup(access.Aws, "lake-group", new StoppingTime(stop));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => group.RunAsync("SELECT 1", "lake", TimeSpan.FromHours(1), stop.Token));

        AssertStopped();
    }

    [Theory]
    [InlineData("aws-cli/2.13.36 Python/3.11.6 Linux/6.1")]
    [InlineData("aws-cli/1.44.0 Python/3.12.1 Linux/6.1 botocore/1.42.0")]
    [InlineData("")]
    public async Task An_AWS_CLI_that_is_too_old_is_refused_before_anything_is_asked(string version)
    {
        _deployment.Write("version.txt", version);

        var wrong = await Assert.ThrowsAsync<InputException>(AccessAsync);

        Assert.Equal(
            $"--stack needs version 2.13.37 of the AWS CLI, or a later one. This one is: {version}", wrong.Message);
        Assert.Empty(_deployment.Calls);
    }

    [Fact]
    public async Task A_stack_of_an_earlier_version_is_refused_before_AWS_is_asked()
    {
        _deployment.Write("outputs.json", """{"Database":"lake"}""");

        var wrong = await Assert.ThrowsAsync<InputException>(OpenAsync);

        Assert.Contains("pulumi up", wrong.Message, StringComparison.Ordinal);
        Assert.All(_deployment.Calls, call => Assert.StartsWith("pulumi ", call, StringComparison.Ordinal));
    }

    private static string Page(string? next, string rows) =>
        $$$"""{"ResultSet":{"Rows":[{{{rows}}}],"ResultSetMetadata":{"ColumnInfo":[{"Name":"n","Label":"n","Type":"bigint"}]}},"NextToken":{{{JsonSerializer.Serialize(next)}}}}""";

    private static string Ended(string state, string reason, int? category) =>
        $$$$"""{"QueryExecution":{"Status":{"State":"{{{{state}}}}","StateChangeReason":{{{{JsonSerializer.Serialize(reason)}}}}{{{{(category is null ? "" : $$$""","AthenaError":{"ErrorCategory":{{{category}}}}""")}}}}}}}""";

    private async Task<StackQueries> OpenAsync() => new(await AccessAsync(), _deployment.Clock);

    private Task<StackAccess> AccessAsync() =>
        StackAccess.FindAsync("lake", _deployment.Path, _deployment.Path, Cancel);

    private void AssertStopped() => Assert.Single(
        _deployment.Calls,
        call => call.StartsWith("athena stop-query-execution --query-execution-id run-1 ", StringComparison.Ordinal));

    /// <summary>A clock on which somebody stops the command when it waits.</summary>
    private sealed class StoppingTime(CancellationTokenSource stop) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            stop.Cancel();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}

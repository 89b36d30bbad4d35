using Infra.Settings;

namespace Twin.Tests.Host;

/// <summary>Mistakes in the declaration: the twin runs what is declared, so each makes the run fail and is
/// named.</summary>
public sealed class WrongDeclarationTests
{
    private const string Extract = "spotify-dev-extract";
    private const string Transform = "spotify-dev-transform";
    private const string Processed = "arn:aws:s3:::spotify-dev-processed";

    [Fact]
    public async Task A_notification_that_waits_for_another_prefix_never_starts_the_transform()
    {
        var record = await RunAsync(RunStage.Transform, stack => stack.With(
            S3Resources.BucketNotification, "spotify-dev-manifests",
            notification => notification.Set("lambdaFunctions/0/filterPrefix", "renamed/")));

        AssertNames(record, $"{Transform} was never invoked");
        Assert.Equal(0, record.Functions[Transform].Invocations);
        Assert.Equal(1, record.Functions[Extract].Invocations);
    }

    [Fact]
    public async Task A_table_at_another_place_than_its_partitions_is_named()
    {
        var record = await RunAsync(RunStage.Publish, stack => stack.With(
            GlueResources.CatalogTable, "songs",
            table => table.Set("storageDescriptor/location", "s3://spotify-dev-processed/renamed/")));

        AssertNames(
            record,
            "The partition s3://spotify-dev-processed/songs/snapshot_date=2026-11-01/ of the table 'songs' at "
            + "s3://spotify-dev-processed/renamed/ has another location, ");
    }

    [Theory]
    [InlineData("storage.location.template", "s3://spotify-dev-processed/renamed/snapshot_date=${snapshot_date}/")]
    [InlineData("projection.snapshot_date.range", "2026-11-02,NOW")]
    [InlineData("projection.snapshot_date.range", "2026-10-01,2026-10-31")]
    public async Task A_projection_that_misses_files_is_named(string parameter, string value)
    {
        var record = await RunAsync(RunStage.Publish, stack => stack.With(
            GlueResources.CatalogTable, "songs", table => table.Set($"parameters/{parameter}", value)));

        AssertNames(
            record, "Queries of the table 'songs' find 0 of the 1 objects below s3://spotify-dev-processed/songs/");
        Assert.Equal((0, 1), (record.Tables["songs"].Rows, record.Tables["songs"].Partitions));
    }

    [Fact]
    public async Task An_invalid_projection_is_named()
    {
        var record = await RunAsync(RunStage.Transform, stack => stack.With(
            GlueResources.CatalogTable, "songs",
            table => table.Set("parameters/projection.snapshot_date.format", "yyyy")));

        AssertNames(record, "the partition projection of the table 'songs' cannot be used");
        Assert.DoesNotContain("songs", record.Tables.Keys);
    }

    [Theory]
    [InlineData("storageDescriptor/columns/0/name", "song", "the columns song_id, name, ")]
    [InlineData("parameters/skip.header.line.count", "0", "has a header, which is read as a row")]
    public async Task A_table_with_other_columns_than_its_files_is_named(string path, string value, string named)
    {
        var record = await RunAsync(RunStage.Publish, stack => stack.With(
            GlueResources.CatalogTable, "songs", table => table.Set(path, value)));

        AssertNames(record, "Table 'songs': songs/snapshot_date=2026-11-01/");
        Assert.Contains(record.Failures, failure => failure.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_extraction_before_the_first_day_is_refused_and_in_the_failure_queue()
    {
        using var run = await TestRun.RunAsync(TestRun.Small with
        {
            Until = RunStage.Extract,
            Settings = ImmutableDictionary<string, string>.Empty.Add(KnownSettings.FirstDay.Key, "2026-11-02"),
        });

        AssertNames(
            run.Record,
            $"In spotify-dev-failures: {Extract} failed: 2026-11-01 is before the tables' first day, 2026-11-02:");
        Assert.Equal(0, run.Record.Tables.Values.Sum(table => table.Rows));
    }

    [Fact]
    public async Task A_policy_for_another_prefix_is_a_denied_call_and_the_event_waits_in_the_failure_queue()
    {
        var record = await RunAsync(RunStage.Transform, stack => stack.With(
            IamResources.RolePolicy, Transform,
            policy => policy.Replace("policy", $"{Processed}/{Tables.Albums.Prefix}*", $"{Processed}/renamed/*")));

        var denied = Assert.Single(record.Denied);
        Assert.Equal("s3:PutObject", denied.Action);
        Assert.StartsWith($"{Processed}/{Tables.Albums.Prefix}", denied.Resource, StringComparison.Ordinal);
        Assert.Contains($"role/{Transform}", denied.Principal, StringComparison.Ordinal);
        AssertNames(record, $"In spotify-dev-failures: {Transform} failed: ");
        AssertNames(record, $"IAM refused s3:PutObject on {denied.Resource}");
        Assert.Equal(new RunRecord.FunctionRecord(3, 3, 0), record.Functions[Transform] with { Seconds = 0 });
    }

    [Fact]
    public async Task A_crawler_that_may_not_read_fails_the_run_and_not_the_publication()
    {
        var record = await RunAsync(RunStage.Publish, stack => stack.With(
            IamResources.RolePolicy, "spotify-dev-crawler",
            policy => policy.Replace("policy", $"{Processed}/{Tables.Songs.Prefix}*", $"{Processed}/renamed/*")));

        AssertNames(record, "spotify-dev-crawler: its role may not read its targets");
        Assert.Contains(record.Denied, denied => denied.Action == "s3:GetObject");
        Assert.All(record.Executions, execution => Assert.Equal("SUCCEEDED", execution.Status));
    }

    [Fact]
    public async Task The_crawler_finds_the_partitions_that_a_publication_may_not_register()
    {
        var record = await RunAsync(RunStage.Publish, stack => stack.With(
            IamResources.RolePolicy, "spotify-dev-publish-states",
            policy => policy.Replace("policy", "glue:BatchCreatePartition", "glue:BatchGetPartition")));

        AssertNames(record, "IAM refused glue:BatchCreatePartition on ");
        Assert.Contains(record.Executions, execution => execution.Error == "NeedsAttention");
        Assert.All(Tables.All, table => Assert.Equal(1, record.Tables[table.Name].Partitions));
    }

    [Fact]
    public async Task A_bucket_without_permission_to_invoke_is_refused_when_the_stack_starts()
    {
        var refused = await RefusedAsync(stack => stack.Without(LambdaResources.Permission, "spotify-dev-raw-bucket"));

        Assert.Contains("S3 is unable to validate the destination", refused, StringComparison.Ordinal);
        Assert.Contains(Transform, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_without_permission_to_invoke_starts_nothing()
    {
        var record = await RunAsync(
            RunStage.Extract, stack => stack.Without(LambdaResources.Permission, "spotify-dev-schedule"));

        AssertNames(record, "User: events.amazonaws.com is not authorized to perform: lambda:InvokeFunction");
        Assert.Equal(0, record.Functions[Extract].Invocations);
    }

    [Theory]
    [InlineData("::HandleAsync", "::HandelAsync", "Unable to find method 'HandelAsync'")]
    [InlineData("ExtractHandler::", "Extractor::", "Unable to load type 'Functions.Extract.Extractor'")]
    [InlineData("Functions::", "Function::", "Could not find the specified handler assembly with the file name 'Function")]
    public async Task A_misspelt_handler_is_named(string right, string wrong, string named)
    {
        var record = await RunAsync(RunStage.Extract, stack => stack.With(
            LambdaResources.Function, Extract, function => function.Replace("handler", right, wrong)));

        var failure = Assert.Single(record.Failures);
        Assert.StartsWith($"In spotify-dev-failures: {Extract} failed: {named}", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Extract, ExtractEnvironment.RawBucket)]
    [InlineData(Extract, ExtractEnvironment.ClientSecretParameter)]
    [InlineData(Transform, TransformEnvironment.ProcessedBucket)]
    public async Task A_variable_that_is_not_declared_is_named(string function, string variable)
    {
        var record = await RunAsync(RunStage.Transform, stack => stack.With(
            LambdaResources.Function, function, found => found.Set($"environment/variables/{variable}", null)));

        AssertNames(
            record, $"In spotify-dev-failures: {function} failed: The environment variable {variable} is not set.");
    }

    [Theory]
    [InlineData(Extract, "lambda.amazonaws.com")]
    [InlineData("spotify-dev-crawler", "glue.amazonaws.com")]
    [InlineData("spotify-dev-publish-rule", "events.amazonaws.com")]
    public async Task A_role_that_trusts_another_account_only_cannot_be_assumed(string role, string service)
    {
        var refused = await RefusedAsync(stack => stack.With(
            IamResources.Role, role,
            found => found.Replace("assumeRolePolicy", "000000000000", "111111111111")));

        Assert.StartsWith(
            $"{service} may not assume arn:aws:iam::000000000000:role/{role} for ", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_may_not_report_its_failure_is_denied_that_too()
    {
        var record = await RunAsync(RunStage.Extract, stack => stack
            .With(LambdaResources.Function, Extract, found => found.Set("handler", "Functions::Nothing::Here"))
            .With(IamResources.RolePolicy, Extract, policy => policy.Replace("policy", "sqs:SendMessage", "sqs:Send")));

        AssertNames(
            record, "IAM refused sqs:SendMessage on arn:aws:sqs:eu-central-1:000000000000:spotify-dev-failures");
    }

    [Fact]
    public async Task A_function_that_may_not_write_its_log_is_denied()
    {
        var record = await RunAsync(RunStage.Transform, stack => stack.With(
            IamResources.RolePolicy, Transform,
            policy => policy.Replace("policy", $"log-group:/aws/lambda/{Transform}", "log-group:/renamed")));

        AssertNames(record, "IAM refused logs:CreateLogStream");
    }

    [Fact]
    public async Task A_query_that_Athena_would_refuse_is_named()
    {
        var record = await RunAsync(RunStage.Query, stack => stack.With(
            AthenaResources.NamedQuery, "top_songs",
            query => query.Replace("query", "chart_entries", "chart_entrys")));

        AssertNames(record, "top_songs: ");
        Assert.DoesNotContain("top_songs", record.Queries.Keys);
        Assert.Contains("movers", record.Queries.Keys);
    }

    [Fact]
    public async Task A_query_that_reads_more_than_its_work_group_allows_is_cancelled()
    {
        var record = await RunAsync(RunStage.Query, stack => stack.With(
            AthenaResources.Workgroup, "spotify-dev",
            group => group.Set("configuration/bytesScannedCutoffPerQuery", 10.0)));

        AssertNames(record, "top_songs_today: Query cancelled! : Bytes scanned limit was exceeded");
        // The publication's work group has no limit.
        Assert.DoesNotContain(
            record.Failures, failure => failure.StartsWith("spotify-dev-publish", StringComparison.Ordinal));
        Assert.DoesNotContain("top_songs_today", record.Queries.Keys);
    }

    [Theory]
    [InlineData("aws:iam/rolePolicy:RolePolicy", Transform, "policy", "{", "is not JSON")]
    [InlineData(
        "aws:cloudwatch/eventRule:EventRule", "spotify-dev-schedule", "scheduleExpression", "cron(0 6 * * * *)", "day-of-week")]
    [InlineData("aws:cloudwatch/eventRule:EventRule", "spotify-dev-publish-start", "eventPattern", "[]", "pattern")]
    [InlineData("aws:cloudwatch/eventTarget:EventTarget", "spotify-dev-publish-start", "roleArn", null, "has no role")]
    [InlineData("aws:lambda/function:Function", Transform, "runtime", "dotnet8", "dotnet8")]
    [InlineData("aws:lambda/function:Function", Transform, "handler", null, "has no 'handler'")]
    [InlineData(
        "aws:s3/bucketNotification:BucketNotification", "spotify-dev-manifests", "lambdaFunctions/0/events/0", "s3:Created",
        "s3:Created")]
    [InlineData("aws:lambda/function:Function", Transform, "code", null, "has no 'code'")]
    [InlineData(
        "aws:athena/workgroup:Workgroup", "spotify-dev", "configuration/engineVersion/selectedEngineVersion",
        "Athena engine version 2", "'Athena engine version 2'")]
    [InlineData(
        "aws:glue/crawler:Crawler", "spotify-dev-crawler", "schemaChangePolicy/updateBehavior", "UPDATE_IN_DATABASE",
        "'UPDATE_IN_DATABASE'. Choose LOG")]
    [InlineData(
        "aws:glue/crawler:Crawler", "spotify-dev-crawler", "schemaChangePolicy/deleteBehavior", null, "Choose LOG")]
    [InlineData("aws:glue/crawler:Crawler", "spotify-dev-crawler", "s3Targets", "s3://b/", "Glue accepts no others")]
    [InlineData("aws:glue/crawler:Crawler", "spotify-dev-crawler", "configuration", "{", "spotify-dev-crawler")]
    [InlineData(
        "aws:glue/crawler:Crawler", "spotify-dev-crawler", "databaseName", "renamed", "'renamed', which is not")]
    [InlineData(
        "aws:glue/crawler:Crawler", "spotify-dev-crawler", "configuration", "{}",
        "AddOrUpdateBehavior is '', and can only be 'InheritFromTable'")]
    [InlineData(
        "aws:glue/crawler:Crawler", "spotify-dev-crawler", "configuration",
        """{"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"}},"CreatePartitionIndex":true}""",
        "CreatePartitionIndex is 'true', and can only be 'false'")]
    [InlineData(
        "aws:glue/crawler:Crawler", "spotify-dev-crawler", "catalogTargets/0/tables/2", "renamed",
        "the table 'renamed' of 'spotify_dev', which is not declared")]
    [InlineData("aws:glue/catalogTable:CatalogTable", "songs", "databaseName", "renamed", "'renamed', which is not")]
    [InlineData("aws:glue/catalogTable:CatalogTable", "songs", "tableType", "VIRTUAL_VIEW", "Set EXTERNAL_TABLE")]
    [InlineData(
        "aws:glue/catalogTable:CatalogTable", "songs", "storageDescriptor/inputFormat", null, "inputFormat is ''")]
    [InlineData(
        "aws:glue/catalogTable:CatalogTable", "songs", "storageDescriptor/location", "songs/", "must begin with s3://")]
    [InlineData(
        "aws:glue/catalogTable:CatalogTable", "songs", "parameters/projection.snapshot_date.digits", "7",
        "'projection.snapshot_date.digits'")]
    public async Task A_declaration_that_AWS_would_refuse_fails_the_run_without_a_crash(
        string type, string name, string path, string? value, string named)
    {
        var refused = await RefusedAsync(stack => stack.With(type, name, found => found.Set(path, value)));

        Assert.Contains(named, refused, StringComparison.Ordinal);
    }

    private static async Task<RunRecord> RunAsync(RunStage until, Func<DeclaredStack, DeclaredStack> change)
    {
        using var run = await TestRun.RunAsync(TestRun.Small with { Until = until }, change);
        return run.Record;
    }

    private static async Task<string> RefusedAsync(Func<DeclaredStack, DeclaredStack> change) =>
        (await Assert.ThrowsAnyAsync<RunFailedException>(() => TestRun.RunAsync(TestRun.Small, change))).Message;

    private static void AssertNames(RunRecord record, string failure) =>
        Assert.Contains(record.Failures, found => found.StartsWith(failure, StringComparison.Ordinal));
}

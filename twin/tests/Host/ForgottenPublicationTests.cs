using Twin.Aws.Athena.Results;

namespace Twin.Tests.Host;

/// <summary>The analytics tables of a run, made again by the command in the page on data.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class ForgottenPublicationTests
{
    private const string Publish = "spotify-dev-publish";
    private const string Now = "$(date -u +%FT%TZ)";
    private static readonly DateTimeOffset Afterwards = new(2026, 11, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Analytics_tables_that_lost_or_changed_rows_are_made_again_by_the_documented_command()
    {
        using var run = await TestRun.RunAsync(TestRun.Small with { Days = 2 });
        var stack = WithoutBucketPolicies(await Stacks.Load("dev"));
        var clock = new VirtualClock(Afterwards);
        await using var services = await TwinServices.StartAsync(
            stack, Path.Combine(run.Folder, "s3"), clock, new Timeline(TimeProvider.System, clock),
            TestRun.InProcess, Cancel);
        var complete = await TablesAsync(services, stack);
        await RunAsync(services, stack, "UPDATE chart_entries SET song = 'Another' WHERE rank = 1");
        await RunAsync(services, stack, "DELETE FROM charted_artists");
        await RunAsync(services, stack, "DELETE FROM playlist_days WHERE snapshot_date = DATE '2026-11-01'");
        var damaged = await TablesAsync(services, stack);

        var inVain = await PublishAsync(services, clock);
        var unchanged = await TablesAsync(services, stack);
        var answer = await services.Get<LambdaService>().InvokeAsync(Publish, DocumentedPayload(), Cancel);
        var again = await PublishAsync(services, clock);

        Assert.NotEqual(complete, damaged);
        Assert.Equal("Nothing is due", inVain.States[^1]);
        Assert.Equal(damaged, unchanged);
        Assert.Null(answer.Error);
        Assert.Equal(
            "2 days and 0 months of plays forgotten: all are due again",
            (string?)JsonNode.Parse(answer.Payload.Span)!["because"]);
        Assert.Equal(ExecutionStatus.Succeeded, again.Status);
        Assert.Equal(complete, await TablesAsync(services, stack));
    }

    // They would allow only the publication to change the tables.
    private static DeclaredStack WithoutBucketPolicies(DeclaredStack stack) =>
        stack with { Resources = [.. stack.Resources.Where(resource => !resource.Is(S3Resources.BucketPolicy))] };

    private static byte[] DocumentedPayload()
    {
        var line = Page.Get("docs/data.md").Text.Split('\n').Single(
            line => line.Contains("--payload", StringComparison.Ordinal));
        var from = line.IndexOf('{', StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(line[from..(line.LastIndexOf('}') + 1)]
            .Replace("\\\"", "\"", StringComparison.Ordinal)
            .Replace(Now, $"{Afterwards:yyyy-MM-dd'T'HH:mm:ss'Z'}", StringComparison.Ordinal));
    }

    private static async Task<ExecutionSummary> PublishAsync(TwinServices services, VirtualClock clock)
    {
        var machines = services.Get<StepFunctionsService>();
        var arn = services.Get<DeclaredStack>().OfType(StepFunctionsResources.StateMachine)
            .Single(machine => machine.PhysicalName == Publish).Arn;
        machines.Start(arn, """{"request":null}""");
        await new PendingWork(() => services.Running, clock).CompleteAsync(Cancel);
        return machines.Executions[^1];
    }

    private static async Task<ImmutableArray<string>> TablesAsync(TwinServices services, DeclaredStack stack)
    {
        var rows = ImmutableArray.CreateBuilder<string>();
        foreach (var table in AnalyticsTables.All.OfType<AnalyticsTable>())
        {
            var result = await RunAsync(
                services, stack, $"SELECT * FROM {table.Name} ORDER BY {string.Join(", ", table.Key)}");
            rows.AddRange(result.Rows.Select((_, row) => $"{table.Name}: {Row.Join(result.Texts(row))}"));
        }

        return rows.ToImmutable();
    }

    private static Task<QueryResult> RunAsync(TwinServices services, DeclaredStack stack, string sql) =>
        services.Get<AthenaService>().RunAsync(
            sql,
            stack.OfType(AthenaResources.Workgroup).First().PhysicalName,
            stack.OfType(GlueResources.CatalogDatabase).Single().PhysicalName,
            services.Get<AccessControl>().Administrator("tests", "tests"),
            Cancel);
}

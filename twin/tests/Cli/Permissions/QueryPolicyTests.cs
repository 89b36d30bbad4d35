using Twin.Aws.Athena.Statements;

namespace Twin.Tests.Cli.Permissions;

public sealed class QueryPolicyTests : FolderTest
{
    [Fact]
    public async Task A_person_with_the_policy_runs_each_named_query_and_writes_no_table()
    {
        var stack = await Stacks.Load("prod");
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero));
        await using var services = await TwinServices.StartAsync(
            stack, Folder.Root, clock, new Timeline(TimeProvider.System, clock), Cancel);
        var access = services.Get<AccessControl>();

        // The twin adds nothing to the names.
        var person = PrintedPolicies.AddRole(access, PrintedPolicies.Of(stack, "query").Documents.Select(document =>
            document.Replace("-???????", "", StringComparison.Ordinal)
                .Replace("\"aws:ResourceTag/stack\"", "\"aws:PrincipalAccount\"", StringComparison.Ordinal)
                .Replace("\"spotify-prod\"", $"\"{stack.AccountId}\"", StringComparison.Ordinal)));
        var athena = services.Get<AthenaService>();
        var queries = stack.OfType(ResourceTypes.NamedQuery).ToList();

        foreach (var query in queries)
        {
            await athena.RunAsync(query.Text("query"), query.Text("workgroup"), query.Text("database"), person, Cancel);
        }

        Assert.NotEmpty(queries);
        Assert.Empty(access.Denied);
        Assert.All(
            (string[])["songs/a.csv", "analytics/chart_entries/data/a.parquet", "analytics/chart_entries/metadata/a.json"],
            key =>
            {
                var arn = $"arn:aws:s3:::spotify-prod-processed/{key}";
                Assert.True(access.Authorize(person, "s3:GetObject", arn).IsAllowed);
                Assert.False(access.Authorize(person, "s3:PutObject", arn).IsAllowed);
                Assert.False(access.Authorize(person, "s3:DeleteObject", arn).IsAllowed);
            });
        Assert.False(access.Authorize(person, "s3:GetObject", "arn:aws:s3:::spotify-prod-raw/raw/a").IsAllowed);
        await Assert.ThrowsAsync<AthenaException>(() => athena.RunAsync(
            "SELECT 1", "spotify-prod-publish", queries[0].Text("database"), person, Cancel));
    }
}

using System.Collections.Concurrent;
using Twin.Tests.Host;

namespace Twin.Tests.Cli.Commands;

/// <summary>A run that plays the opposite of an undocumented behaviour fails, and names the consequence.</summary>
public sealed class AssumedOtherwiseTests : FolderTest
{
    public static TheoryData<string, string> Messages => new()
    {
        { "crawler-permissions", "IAM refused glue:UpdateTable on " },
        {
            "crawler-configuration",
            "The configuration of aws:glue/crawler:Crawler 'spotify-dev-crawler' cannot be used: Glue does not accept "
            + "CreatePartitionIndex with catalog targets"
        },
        { "crawler-role", "glue.amazonaws.com may not assume arn:aws:iam::000000000000:role/spotify-dev-crawler for " },
        { "job-role", "glue.amazonaws.com may not assume arn:aws:iam::000000000000:role/spotify-dev-spark for " },
        { "function-role", "lambda.amazonaws.com may not assume arn:aws:iam::000000000000:role/spotify-dev-extract for " },
        { "machine-role", "states.amazonaws.com may not assume arn:aws:iam::000000000000:role/spotify-dev-publish-states for " },
        {
            "new-roles",
            "lambda.amazonaws.com cannot assume arn:aws:iam::000000000000:role/spotify-dev-extract for "
            + "aws:lambda/function:Function 'spotify-dev-extract' yet: the role was made moments ago. Run pulumi up again."
        },
        { "metric-lines", "No function wrote the metric SpotifyStack PlaylistsSettled {Stack=spotify-dev} that " },
        { "upkeep-permissions", "IAM refused glue:CreateDatabase on " },
        { "optimize-condition", "OPTIMIZE takes a condition on partition columns, and snapshot_date is none" },
        { "snapshot-id", " has changed, and the extraction took it for unchanged, for its snapshot_id is the same" },
    };

    private string Out => Path.Combine(Folder.Root, "out");

    [Theory, MemberData(nameof(Messages))]
    public async Task A_run_with_the_opposite_fails_and_names_the_consequence(string id, string message)
    {
        var (warnings, failures) = await RunAsync(Assumptions.All.Single(behavior => behavior.Id == id));

        Assert.Contains(warnings, text => text.StartsWith($"{id} is otherwise: ", StringComparison.Ordinal));
        Assert.Contains(message, failures, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_behaviour_has_such_a_run() => Assert.Equal(
        Assumptions.All.Select(behavior => behavior.Id).Order(StringComparer.Ordinal),
        Messages.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Without_an_opposite_the_same_run_succeeds()
    {
        var (warnings, failures) = await RunAsync();

        Assert.Empty(warnings);
        Assert.Equal("", failures);
    }

    [Theory]
    [InlineData(true, "crawler-permissions")]
    // A stack that is refused before its first day has no report.
    [InlineData(false, "crawler-role", "new-roles")]
    public async Task The_program_plays_the_opposites_and_names_the_report(bool hasReport, params string[] ids)
    {
        var end = await TwinCommand.RunAsync(
        [
            "run", "--days", "1", "--playlists", "1", "--tracks", "3", "--out", Out,
            .. ids.SelectMany(id => (string[])["--assume-otherwise", id]),
        ]);

        Assert.Equal(ExitCodes.Failed, end.ExitCode);
        Assert.All(ids, id => Assert.Contains($" {id} is otherwise: ", end.Output, StringComparison.Ordinal));
        var report = Path.Combine($"{Out}.failed", "report.html");
        Assert.Equal(hasReport, File.Exists(report));
        Assert.Equal(hasReport, end.Errors.EndsWith($"{report}\n", StringComparison.Ordinal));
    }

    private static async Task<(ImmutableArray<string> Warnings, string Failures)> RunAsync(
        params ImmutableArray<Assumption> otherwise)
    {
        var warnings = new ConcurrentQueue<string>();
        try
        {
            using var run = await TestRun.RunAsync(
                TestRun.Small with { Days = 2, Otherwise = otherwise },
                onEntry: entry =>
                {
                    if (entry.Kind == TimelineEntryKind.Warning)
                    {
                        warnings.Enqueue(entry.Text);
                    }
                });
            return ([.. warnings], string.Join('\n', run.Record.Failures));
        }
        catch (RunFailedException refused)
        {
            return ([.. warnings], refused.Message);
        }
    }
}

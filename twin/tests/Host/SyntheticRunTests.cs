using Infra.Queries;

namespace Twin.Tests.Host;

public sealed class SyntheticRunTests
{
    // Of plays, and of songs that came to another playlist or left one days later.
    private static readonly IEnumerable<string> OfOtherRuns = QueryFile.All
        .Where(query => query.Sql.Contains("FROM play_history", StringComparison.Ordinal))
        .Select(query => query.Name)
        .Concat(["first_appearances", "song_survival"]);

    [Fact]
    public async Task Two_runs_on_the_same_input_leave_the_same_bytes_and_every_stage_does_its_work()
    {
        var options = TestRun.Small with { Days = 2, PlaylistCount = 2, TrackCount = 130 };

        using var first = await TestRun.RunAsync(options);
        using var second = await TestRun.RunAsync(options with { Until = RunStage.Transform });

        Assert.Equal(2 * 2 * TestRun.FilesOfASnapshot, first.ProcessedFiles().Count);
        Assert.Equal(first.ProcessedFiles(), second.ProcessedFiles());
        AssertComplete(first.Record);
    }

    private static void AssertComplete(RunRecord record)
    {
        Assert.Empty(record.Failures);
        Assert.Empty(record.Denied);
        Assert.Empty(record.NotSimulated);
        Assert.Equal(2, record.Functions["spotify-dev-extract"].Invocations);
        Assert.Equal(2 * 2, record.Functions["spotify-dev-transform"].Invocations);
        // At six, twelve, eighteen, midnight and six, and once after the last day.
        Assert.Equal(6, record.Functions["spotify-dev-repair"].Invocations);
        Assert.All(record.Functions.Values, function => Assert.Equal(0, function.Errors));
        Assert.Equal(
            Tables.Declared.Select(table => table.Name).Concat(AnalyticsTables.All.Select(table => table.Name))
                .Order(StringComparer.Ordinal),
            record.Tables.Keys);
        Assert.All(Tables.All, table => Assert.Equal(2, record.Tables[table.Name].Partitions));
        Assert.Equal(2 * 2 * 130, record.Tables[Tables.PlaylistEntries.Name].Rows);
        Assert.All(record.Queries, query => Assert.Equal(
            query.Key.StartsWith("quality_", StringComparison.Ordinal) || OfOtherRuns.Contains(query.Key),
            query.Value.Rows == 0));
    }
}

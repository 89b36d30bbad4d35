namespace Twin.Tests.Host;

/// <summary>Runs in which plays are read.</summary>
public sealed class PlaysRunTests : FolderTest
{
    private static readonly RunOptions Small = TestRun.Small with
    {
        Until = RunStage.Extract,
        Settings = ImmutableDictionary<string, string>.Empty.Add("plays", "true"),
    };

    [Fact]
    public async Task The_firings_of_a_day_are_one_line_and_their_plays_are_stored_once()
    {
        var lines = new List<TimelineEntry>();
        using var run = await TestRun.RunAsync(Small with { Days = 2 }, onEntry: lines.Add);

        Assert.Empty(run.Record.Failures);
        Assert.Equal(32, run.Record.Functions["spotify-dev-extract"].Invocations);
        var told = lines
            .Where(line => line.Kind >= TimelineEntryKind.Milestone)
            .Where(line => line.Text.Contains("-plays", StringComparison.Ordinal))
            .Select(line => line.Text)
            .ToList();
        Assert.Matches("^spotify-dev-plays fires 6 times: [0-9]+ new plays$", told[0]);
        Assert.Matches("^spotify-dev-plays fires 24 times: [0-9]+ new plays$", told[1]);
        Assert.Equal(2, told.Count);
        var ends = Pages(run).SelectMany(EndsOf).ToHashSet();
        Assert.Equal(
            ends.Count,
            told.Sum(line => int.Parse(line.Split(": ")[1].Split(' ')[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_captured_page_is_all_that_the_user_has()
    {
        var file = Folder.Write(
            "page.json",
            """
            {"items":[{"track":{"name":"x"},"played_at":"2027-01-31T20:15:20.497Z"},
              {"track":{"name":"y"},"played_at":"2027-01-31T20:00:00+00:00"}]}
            """);

        using var run = await TestRun.RunAsync(Small with { PlaysFile = file, Until = RunStage.Query });

        Assert.Empty(run.Record.Failures);
        Assert.Empty(run.Record.Playlists);
        Assert.Equal(1, run.Record.Tables["play_history"].Rows);
        Assert.Equal((1, (int?)0), (run.Record.Rejected, run.Record.Unmatched));
        Assert.Equal(["2027-01-31T20:15:20.497Z", "2027-01-31T20:00:00+00:00"], EndsOf(Assert.Single(Pages(run))));
        Assert.Equal(new DateTime(2027, 1, 31), run.Record.EndedAt.Date);
    }

    private static IEnumerable<string> Pages(TestRun run) => Directory.EnumerateFiles(
        Path.Combine(run.Folder, "s3", "spotify-dev-raw", "raw", "plays"), "page-*.json", SearchOption.AllDirectories);

    private static List<string?> EndsOf(string page) =>
    [
        .. JsonElement.Parse(File.ReadAllBytes(page)).GetProperty("items").EnumerateArray()
            .Select(play => play.GetProperty("played_at").GetString()),
    ];
}

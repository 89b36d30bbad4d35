
namespace Twin.Tests.Host;

public sealed class ReportedOutcomesTests
{
    private const string Until = "2026-11-02T09:00:00Z";

    [Fact]
    public void The_functions_answer_has_the_outcome_of_each_playlist()
    {
        var outcomes = new ReportedOutcomes();

        Answer(outcomes, """
            {"extracted_at":"2026-11-01T06:00:00Z","playlists":[
            {"playlist":"a","outcome":"complete","entries":120},
            {"playlist":"b","outcome":"unchanged","entries":7},
            {"playlist":"c","outcome":"not found","reason":"Spotify answers 404","advice":"Check the id."}]}
            """);

        Assert.Equal(
            [
                new ReportedOutcome("a", "complete", 120),
                new ReportedOutcome("b", "unchanged", 7),
                new ReportedOutcome("c", "not found", Reason: "Spotify answers 404", Advice: "Check the id."),
            ],
            outcomes.Last.Values);
    }

    [Fact]
    public void What_is_not_an_outcome_hides_no_other()
    {
        var outcomes = new ReportedOutcomes();

        Answer(outcomes, """{"playlists":[1,{"playlist":2},{"playlist":"b","outcome":"complete","entries":7}]}""");

        Assert.Equal([new ReportedOutcome("b", "complete", 7)], outcomes.Last.Values);
    }

    [Fact]
    public void The_outcomes_of_a_reading_are_those_that_were_reported_since()
    {
        var outcomes = new ReportedOutcomes();
        Answer(outcomes, """
            {"playlists":[
            {"playlist":"a","outcome":"complete","entries":120},
            {"playlist":"b","outcome":"complete","entries":7}]}
            """);
        var before = outcomes.Last;
        Assert.Empty(outcomes.Since(before));

        Answer(outcomes, """{"playlists":[{"playlist":"b","outcome":"complete","entries":7}]}""");

        Assert.Equal([new ReportedOutcome("b", "complete", 7)], outcomes.Since(before));
    }

    [Theory]
    [InlineData("""{"event":"playlist read","detail":{"playlist":"a","outcome":"not owned"}}""")]
    [InlineData("""
        {"timestamp":"2026-11-01T06:00:00Z","level":"Error",
        "message":"{\"event\":\"playlist read\",\"detail\":{\"playlist\":\"a\",\"outcome\":\"not owned\"}}"}
        """)]
    public void The_log_of_a_failed_function_has_the_outcomes(string line)
    {
        var outcomes = new ReportedOutcomes();
        Answer(outcomes, """{"playlists":[{"playlist":"a","outcome":"complete","entries":1}]}""");

        outcomes.Read(line);

        Assert.Equal("not owned", outcomes.Last["a"].Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("START RequestId: 1 Version: $LATEST")]
    [InlineData("{ no JSON")]
    [InlineData("[1]")]
    [InlineData("""{"event":"playlist read"}""")]
    [InlineData("""{"event":"playlist read","detail":[]}""")]
    [InlineData("""{"event":"snapshot transformed","detail":{"playlist":"a","outcome":"complete"}}""")]
    [InlineData("""{"message":"{ no JSON"}""")]
    public void Other_lines_have_no_outcomes(string line)
    {
        var outcomes = new ReportedOutcomes();

        outcomes.Read(line);
        Answer(outcomes, line);

        Assert.Empty(outcomes.Last);
    }

    [Theory]
    [InlineData($$"""{"playlist":"a","outcome":"waiting until {{Until}}"}""")]
    [InlineData($$"""{"playlist":"a","outcome":"waiting","waiting_until":"{{Until}}"}""")]
    public void A_playlist_may_wait(string outcome)
    {
        var outcomes = new ReportedOutcomes();

        Answer(outcomes, $$"""{"playlists":[{{outcome}}]}""");

        Assert.Equal(Until, outcomes.Last["a"].WaitingUntil);
        Assert.True(outcomes.OnlyWaited);
    }

    [Fact]
    public void A_run_that_read_a_playlist_did_not_only_wait()
    {
        var outcomes = new ReportedOutcomes();
        Assert.False(outcomes.OnlyWaited);

        Answer(outcomes, """{"playlists":[{"playlist":"a","outcome":"unchanged","entries":1}]}""");
        Answer(outcomes, $$"""{"playlists":[{"playlist":"a","outcome":"waiting until {{Until}}"}]}""");

        Assert.False(outcomes.OnlyWaited);
    }

    [Fact]
    public void What_mine_does_not_read_is_a_warning_and_no_failure()
    {
        var outcomes = new ReportedOutcomes();

        Answer(outcomes, $$"""
            {"playlists":[{"playlist":"b","outcome":"skipped","reason":"Spotify answers 403"},
            {"playlist":"liked","outcome":"waiting until {{Until}}"},
            {"playlist":"plays","outcome":"complete","entries":1},
            {"playlist":"mine","outcome":"capped","entries":61}]}
            """);

        Assert.True(outcomes.OnlyWaited);
        Assert.DoesNotContain(outcomes.Last.Values, outcome => outcome.IsRefused);
        var records = ReadSources.Find(["liked", "mine"], outcomes, id => id);
        Assert.Equal(["liked", "b", "mine"], records.Select(record => record.Id));
        Assert.All(records, record => Assert.True(record.IsWarning));
    }

    [Fact]
    public void A_source_is_called_by_the_name_of_its_tables()
    {
        var records = ReadSources.Find(
            ["top-tracks:short:200", "liked"], new ReportedOutcomes(), id => id == "liked" ? "Liked songs" : null);

        Assert.Equal(
            ["Top tracks, 4 weeks (top-tracks-short)", "Liked songs (liked)"], records.Select(record => record.Title));
        Assert.All(records, record => Assert.False(record.IsWarning));
    }

    private static void Answer(ReportedOutcomes outcomes, string json) =>
        outcomes.Read((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(json));
}

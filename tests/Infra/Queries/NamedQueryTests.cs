using System.Text.RegularExpressions;
using Infra.Queries;

namespace Tests.Infra.Queries;

/// <summary>The rows of each table and named query over sixty crafted days, and those of a calculation without SQL from
/// the raw pages.</summary>
public sealed class NamedQueryTests : IClassFixture<CraftedDays>
{
    private const string Quality = "quality_";

    private readonly CraftedDays _days;

    public NamedQueryTests(CraftedDays days, ITestOutputHelper output)
    {
        _days = days;
        output.WriteLine($"seed {days.Seed}");
    }

    public static TheoryData<string> Telling =>
        [.. ExpectedAnswers.Names, .. ExpectedQuestions.Names];

    public static TheoryData<string> Checking =>
    [
        .. QueryFile.All.Select(query => query.Name)
            .Where(name => name.StartsWith(Quality, StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Tables => [.. AnalyticsTables.OfPlaylists.Select(table => table.Name)];

    [Theory, MemberData(nameof(Tables))]
    public async Task Days_with_a_replayed_and_a_late_one_are_published_as_their_raw_pages_are(string table) =>
        Assert.Equal(
            _days.Expected.Table(table),
            await _days.Lake.TableAsync(AnalyticsTables.All.Single(found => found.Name == table)));

    [Fact]
    public void Every_named_query_has_expected_rows_or_none() => Assert.Equal(
        QueryFile.All.Select(query => query.Name),
        Telling.Concat(Checking).Select(name => name.Data).Concat(ExpectedPlays.Names).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Telling))]
    public async Task A_query_returns_what_the_raw_pages_say(string name)
    {
        var expected = Expected(name);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, await _days.Lake.RowsAsync(Sql(name)));
    }

    [Theory, MemberData(nameof(Checking))]
    public async Task A_quality_query_returns_nothing_of_good_data(string name) =>
        Assert.Empty(await _days.Lake.RowsAsync(Sql(name)));

    [Fact]
    public async Task Every_query_runs_on_empty_tables()
    {
        await using var empty = await PublishedLake.StartAsync(CraftedDays.Today);

        foreach (var query in QueryFile.All)
        {
            Assert.Empty(await empty.RowsAsync(Statement(query)));
        }
    }

    // Such a query reads all months on purpose: a life of plays has some ten megabytes.
    [Fact]
    public void Every_query_is_bounded_to_some_days_or_reads_plays_alone() => Assert.All(
        QueryFile.All,
        query => Assert.True(
            query.Sql.Contains("current_date", StringComparison.Ordinal) != ReadsPlaysAlone(query), query.Name));

    // Each reading of quality_orphans has another column: the ids that another table lacks.
    [Fact]
    public void One_named_query_alone_reads_the_entries_more_than_once()
    {
        Assert.Equal(2, Readings("SELECT 1 FROM chart_entries a JOIN chart_entries b ON b.song_id = a.song_id"));
        Assert.Equal(
            ["quality_orphans"], QueryFile.All.Where(query => Readings(query.Sql) > 1).Select(query => query.Name));
    }

    [Fact]
    public void The_days_have_every_event_of_the_sandbox() => Assert.Empty(new SeenEvents(_days.Expected).Missing);

    [Theory]
    [InlineData("entries_and_exits", " | entry | ")]
    [InlineData("entries_and_exits", " | re-entry | ")]
    [InlineData("entries_and_exits", " | exit | ")]
    [InlineData("release_years", " | - | ")]
    [InlineData("turnover", " | 0 | 0 | 2 | - | ")]
    [InlineData("recordings", "QZ1230000001 | r0 | Song r0 | E | 3 | 9 | ")]
    [InlineData("momentum", "m | Song m, c | a | 9 | 1 | 900 | 900 | -")]
    public void The_days_have_what_is_unusual(string query, string part) => Assert.Contains(
        Expected(query), row => row.Contains(part, StringComparison.Ordinal));

    private List<string> Expected(string name) => ExpectedQuestions.Names.Contains(name)
        ? [.. _days.Questions.To(name)]
        : [.. _days.Answers.To(name)];

    private static bool ReadsPlaysAlone(QueryFile query) =>
        query.Description.EndsWith("It reads all plays.", StringComparison.Ordinal)
        && query.Sql.Contains("FROM play_history\n", StringComparison.Ordinal)
        && !AnalyticsTables.OfPlaylists.Any(table => query.Sql.Contains($" {table.Name}\n", StringComparison.Ordinal));

    // A WITH is read each time that it is named.
    private static int Readings(string sql)
    {
        var parts = Regex.Matches(
            sql, @"^(?:WITH )?(\w+) AS \((.*?)^\)", RegexOptions.Multiline | RegexOptions.Singleline);
        return In(parts.Aggregate(sql, (rest, part) => rest.Replace(part.Value, "", StringComparison.Ordinal)));

        int In(string text) => Regex.Matches(text, @"\b(?:FROM|JOIN) (\w+)").Sum(read =>
            read.Groups[1].Value == "chart_entries"
                ? 1
                : parts.Where(part => part.Groups[1].Value == read.Groups[1].Value)
                    .Sum(part => In(part.Groups[2].Value)));
    }

    private static string Sql(string name) => Statement(QueryFile.All.Single(query => query.Name == name));

    private static string Statement(QueryFile query) =>
        query.Statement(countedMs: 30_000, "UTC", 1, 2, 3, 4, 5, 6, 7);
}

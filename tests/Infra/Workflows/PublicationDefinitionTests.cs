using Tests.Infra.Queries;
using Twin.Host.Door;

namespace Tests.Infra.Workflows;

/// <summary>The rows of the analytics tables after the merges.</summary>
public sealed class PublicationDefinitionTests
{
    private static readonly DateOnly First = new(2026, 11, 26);

    [Fact]
    public async Task What_is_published_already_is_not_written_again()
    {
        var snapshots = await DaysAsync(seed: 7, days: 4);
        await using var lake = await PublishedLake.StartAsync(First.AddDays(4));
        await lake.WriteAsync(snapshots);
        await lake.PublishAsync(First, First.AddDays(3));
        var objects = lake.ObjectsOf(AnalyticsTable.Zone);

        await lake.PublishAsync(First.AddDays(2), First.AddDays(2));
        await lake.PublishAsync(First, First.AddDays(3));

        Assert.NotEmpty(objects);
        Assert.Equal(objects, lake.ObjectsOf(AnalyticsTable.Zone));
    }

    [Fact]
    public async Task A_playlist_that_a_replay_takes_from_its_days_leaves_nothing()
    {
        var snapshots = await DaysAsync(seed: 8, days: 3);
        var gone = snapshots[0].PlaylistId;
        await using var lake = await PublishedLake.StartAsync(First.AddDays(3));
        await lake.WriteAsync(snapshots);
        await lake.PublishAsync(First, First.AddDays(2));

        lake.Delete(snapshots.Where(snapshot => snapshot.PlaylistId == gone));
        await lake.PublishAsync(First, First.AddDays(2));

        await ExpectAsync(snapshots.Where(snapshot => snapshot.PlaylistId != gone), lake, []);
    }

    // Days come in any order, alone or with others, some twice and some first with other rows.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_order_in_which_days_are_published_makes_no_difference(int seed)
    {
        const int Days = 6;
        var random = new Random(seed);
        var snapshots = await DaysAsync(seed, Days);
        var other = (await DaysAsync(seed, Days, servedFrom: 60))
            .IntersectBy(snapshots.Select(Place), Place)
            .ToImmutableArray();
        await using var lake = await PublishedLake.StartAsync(First.AddDays(Days - 1));
        var replayed = Enumerable.Range(0, Days).Where(_ => random.Next(3) == 0).ToHashSet();
        var publications = Enumerable.Range(0, Days).Select(day => (Day: day, IsFinal: true))
            .Concat(Enumerable.Range(0, Days).Where(_ => random.Next(3) == 0).Select(day => (Day: day, IsFinal: true)))
            .OrderBy(_ => random.Next())
            .ToList();
        foreach (var day in replayed)
        {
            var final = publications.FindIndex(publication => publication.Day == day);
            publications.Insert(random.Next(final + 1), (day, IsFinal: false));
        }

        foreach (var (day, isFinal) in publications)
        {
            var date = First.AddDays(day);
            await lake.WriteAsync((isFinal ? snapshots : other).Where(snapshot => snapshot.Day == date));
            var last = date.AddDays(random.Next(3));
            await lake.PublishAsync(date, last);
        }

        await ExpectAsync(
            snapshots,
            lake,
            [.. other.Where(snapshot => replayed.Contains(snapshot.Day.DayNumber - First.DayNumber))]);
    }

    /// <param name="servedFrom">The day of the sandbox's year that is the first one.</param>
    private static Task<ImmutableArray<StoredSnapshot>> DaysAsync(int seed, int days, int servedFrom = 30) =>
        SandboxDays.ReadAsync(
            EventfulYear.Create(seed, First, 12, 12),
            ["mine"],
            Enumerable.Range(0, days).Select(day =>
                (servedFrom + day, First.AddDays(day).ToDateTime(new TimeOnly(6, 0)))));

    private static (string, DateOnly) Place(StoredSnapshot snapshot) => (snapshot.PlaylistId, snapshot.Day);

    /// <param name="replaced">The snapshots that others have replaced.</param>
    private static async Task ExpectAsync(
        IEnumerable<StoredSnapshot> snapshots, PublishedLake lake, ImmutableArray<StoredSnapshot> replaced)
    {
        var expected = new ExpectedLake(snapshots);
        var stale = expected.IdsWithLaterDays(replaced);
        Assert.Contains(expected.Songs.Keys, song => !stale.Contains(song));
        foreach (var table in AnalyticsTables.OfPlaylists.OfType<AnalyticsTable>())
        {
            AssertSame(table, expected.Table(table.Name), await lake.TableAsync(table), stale);
        }
    }

    private static void AssertSame(
        AnalyticsTable table, IEnumerable<string> expected, IEnumerable<string> found, IReadOnlySet<string> stale) =>
        Assert.Equal(
            expected.Select(row => WithoutStale(table, row, stale)),
            found.Select(row => WithoutStale(table, row, stale)));

    // A replay that takes a song from its latest day leaves the values of that day: only key and days are exact.
    private static string WithoutStale(AnalyticsTable table, string row, IReadOnlySet<string> stale) =>
        table.PartitionedByMonthOf is null && Row.Split(row) is var values && stale.Contains(values[0])
            ? Row.Join([.. values.Take(table.Key.Length), .. values.TakeLast(2)])
            : row;
}

using System.Globalization;
using Infra.Settings;

namespace Twin.Tests.Host;

/// <summary>A run over three times the retention: what is older is gone, and what is younger is complete.</summary>
public sealed class ExpiredDataTests
{
    private const int Kept = 30;

    // Sundays: 13 weeks after the first.
    private const int Runs = 14;

    private static readonly DateOnly Last = new DateOnly(2026, 11, 1).AddDays((Runs - 1) * 7);

    // The run goes on until the next Sunday.
    private static readonly DateOnly End = Last.AddDays(7);

    private static readonly ImmutableArray<DateOnly> LastRuns =
        [.. Enumerable.Range(0, 5).Select(week => Last.AddDays(-7 * week))];

    [Fact]
    public async Task After_three_times_the_retention_everything_is_of_its_last_days_and_each_day_is_whole()
    {
        using var run = await TestRun.RunAsync(TestRun.Small with
        {
            // An array of entries that never changes.
            Playlists = [Captures.PathOf("episodes-and-tracks")],
            Days = Runs,
            Settings = ImmutableDictionary<string, string>.Empty
                .Add(KnownSettings.RawRetentionDays.Key, $"{Kept}")
                .Add(KnownSettings.TableRetentionDays.Key, $"{Kept}")
                .Add(KnownSettings.Schedule.Key, "cron(0 6 ? * SUN *)")
                .Add(KnownSettings.ReconcileSchedule.Key, "rate(7 days)")
                .Add(KnownSettings.Crawl.Key, "never"),
        });

        Assert.Empty(run.Record.Failures);
        Assert.Empty(run.Record.Denied);
        var raw = Path.Combine(run.Folder, "s3", "spotify-dev-raw");
        var keys = Keys(raw).Concat(Keys(Path.Combine(run.Folder, "s3", "spotify-dev-processed"))).ToList();
        Assert.All(keys.Select(DayOf).OfType<DateOnly>(), day => Assert.InRange(day, End.AddDays(-Kept), Last));
        Assert.DoesNotContain(
            keys, key => key.StartsWith(AnalyticsTable.Zone, StringComparison.Ordinal)
                && key.Contains("2026-11", StringComparison.Ordinal));

        var manifests = keys
            .Select(key => RawSnapshot.TryParseManifest(key, out var snapshot) ? snapshot : null)
            .OfType<RawSnapshot>()
            .ToList();
        // By now the first of these has expired, and is published.
        Assert.Equal(LastRuns[..^1].Order(), manifests.Select(snapshot => snapshot.Date).Order());
        Assert.All(
            manifests.Where(snapshot => snapshot.Date >= End.AddDays(-Kept / 2)),
            snapshot => Assert.All(
                SnapshotManifest.Parse(File.ReadAllBytes(Path.Combine(raw, snapshot.Manifest))).Pages,
                page => Assert.True(File.Exists(Path.Combine(raw, page.KeyIn(snapshot))), page.KeyIn(snapshot))));

        Assert.Equal(LastRuns.Length, run.Record.Tables[AnalyticsTables.PlaylistDays.Name].Rows);
        Assert.All(
            run.Record.Queries.Where(query => query.Key.StartsWith("quality_", StringComparison.Ordinal)),
            query => Assert.Equal(0, query.Value.Rows));
    }

    private static IEnumerable<string> Keys(string bucket) =>
        Directory.EnumerateFiles(bucket, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(bucket, file).Replace(Path.DirectorySeparatorChar, '/'));

    private static DateOnly? DayOf(string key) =>
        key.Split($"{Table.PartitionColumn}=") is [_, { Length: > 10 } rest]
            && DateOnly.TryParseExact(
                rest[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}

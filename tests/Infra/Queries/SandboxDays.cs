using Tests.Functions.Extract;
using Twin.Spotify.Configuration;

namespace Tests.Infra.Queries;

/// <summary>Days of the sandbox, as the extract function reads them.</summary>
internal static class SandboxDays
{
    /// <param name="sources">The sources, as the setting <c>playlists</c> has them.</param>
    /// <param name="readings">The times, each with the day of the year that the sandbox then serves.</param>
    public static async Task<ImmutableArray<StoredSnapshot>> ReadAsync(
        SandboxOptions sandbox, string[] sources, IEnumerable<(int Day, DateTime At)> readings)
    {
        // The pages of this era have all columns: those of today lack popularity.
        await using var run = await ExtractRun.StartAsync(sandbox with { Era = Era.Legacy });
        var snapshots = ImmutableArray.CreateBuilder<StoredSnapshot>();
        foreach (var (day, at) in readings)
        {
            run.SetDay(day);
            var report = await run.RunAsync(new ScheduledEvent(new DateTimeOffset(at, TimeSpan.Zero)), sources);
            snapshots.AddRange(report.Playlists.Select(playlist =>
                StoredSnapshot.Read(run.S3, ExtractRun.Raw, playlist.Manifest!)));
        }

        return snapshots.DrainToImmutable();
    }
}

using Twin.Tests.Spotify.Captured;

namespace Twin.Tests.Host;

/// <summary>All captures through the whole stack, as many in one run as may be: no playlist twice.</summary>
public sealed class CapturedRuns : IDisposable
{
    private readonly Dictionary<Era, Task<ImmutableArray<(ImmutableArray<string> Names, TestRun Run)>>> _runs = [];

    /// <summary>The captures that are playlists, in groups of different ones.</summary>
    public static ImmutableArray<ImmutableArray<string>> Groups()
    {
        var groups = new List<Dictionary<string, string>>();
        foreach (var name in CapturedPlaylistTests.Names)
        {
            var id = CapturedPlaylistTests.Read(name).Id;
            var group = groups.Find(found => !found.ContainsKey(id));
            if (group is null)
            {
                groups.Add(group = []);
            }

            group.Add(id, name);
        }

        return [.. groups.Select(group => group.Values.ToImmutableArray())];
    }

    internal static global::Twin.Host.Runs.RunOptions Options(Era era, IEnumerable<string> names) =>
        TestRun.Small with { Era = era, Playlists = [.. names.Select(Captures.PathOf)] };

    internal async Task<TestRun> RunOfAsync(Era era, string name)
    {
        if (!_runs.TryGetValue(era, out var runs))
        {
            _runs.Add(era, runs = RunAllAsync(era));
        }

        return (await runs).First(run => run.Names.Contains(name)).Run;
    }

    public void Dispose()
    {
        var done = _runs.Values.Where(runs => runs.IsCompletedSuccessfully);
        foreach (var (_, run) in done.SelectMany(runs => runs.Result))
        {
            run.Dispose();
        }
    }

    private static async Task<ImmutableArray<(ImmutableArray<string> Names, TestRun Run)>> RunAllAsync(Era era)
    {
        var runs = ImmutableArray.CreateBuilder<(ImmutableArray<string> Names, TestRun Run)>();
        foreach (var names in Groups())
        {
            runs.Add((names, await TestRun.RunAsync(Options(era, names))));
        }

        return runs.ToImmutable();
    }
}

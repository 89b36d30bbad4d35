using Functions.Extract.Spotify;
using Functions.Metrics;

namespace Functions.Extract;

/// <summary>Counts the playlists, pages and requests of one run for its metrics, however the run ends.</summary>
internal sealed class ExtractMeter : IRequestMeter
{
    private readonly Lock _lock = new();
    private readonly int[] _outcomes = new int[Enum.GetValues<OutcomeKind>().Length];
    private int _playlists;
    private int _refused;
    private long _entries;
    private int _pages;
    private int _calls;
    private int _retries;

    /// <summary>The time since the user agreed; null if there is no refresh token.</summary>
    public TimeSpan? RefreshTokenAge { get; set; }

    /// <summary>The number of runs in a row that have left the longest-waiting playlist for the next one.</summary>
    public int WaitingRuns { get; set; }

    public bool HasProgressed
    {
        get
        {
            lock (_lock)
            {
                return _pages > 0 || Complete > 0;
            }
        }
    }

    private int Complete => _outcomes[(int)OutcomeKind.Complete] + _outcomes[(int)OutcomeKind.Unchanged];

    /// <summary>Sets the number of playlists to read. Each counts as failed until it has another outcome.</summary>
    public void Expect(int playlists) => _playlists = playlists;

    /// <summary>Counts a playlist's outcome.</summary>
    public void Add(PlaylistOutcome outcome)
    {
        lock (_lock)
        {
            _outcomes[(int)outcome.Kind]++;
            _refused += outcome.IsRefused ? 1 : 0;
            _entries += outcome.IsComplete ? outcome.Entries ?? 0 : 0;
        }
    }

    public void PageStored()
    {
        lock (_lock)
        {
            _pages++;
        }
    }

    public void Call(int attempt)
    {
        lock (_lock)
        {
            _calls++;
            _retries += attempt > 1 ? 1 : 0;
        }
    }

    public IReadOnlyCollection<MetricDatum> Metrics()
    {
        var waiting = _outcomes[(int)OutcomeKind.Waiting];
        // Warnings: nobody has asked for a playlist that is skipped or beyond a cap.
        var (skipped, capped) = (_outcomes[(int)OutcomeKind.Skipped], _outcomes[(int)OutcomeKind.Capped]);
        List<MetricDatum> metrics =
        [
            MetricDatum.Count(LakeMetrics.SnapshotsComplete, Complete),
            MetricDatum.Count(LakeMetrics.SnapshotsWaiting, waiting),
            MetricDatum.Count(LakeMetrics.WaitingRuns, WaitingRuns),
            MetricDatum.Count(
                LakeMetrics.SnapshotsFailed, _playlists - Complete - waiting - _refused - skipped - capped),
            MetricDatum.Count(LakeMetrics.PlaylistsSettled, Complete + _refused + skipped),
            MetricDatum.Count(LakeMetrics.Entries, _entries),
            MetricDatum.Count(LakeMetrics.ApiCalls, _calls),
            MetricDatum.Count(LakeMetrics.ApiRetries, _retries),
        ];
        // A playlist that was refused before, and was not asked for in this run, still counts as refused.
        if (_refused > 0 || (_playlists > 0 && Complete + skipped + capped == _playlists))
        {
            metrics.Add(MetricDatum.Count(LakeMetrics.PlaylistsRefused, _refused));
        }

        if (RefreshTokenAge is { } age)
        {
            metrics.Add(MetricDatum.Days(LakeMetrics.RefreshTokenAge, age));
        }

        return metrics;
    }
}

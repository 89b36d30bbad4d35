using Functions.Metrics;

namespace Functions.Extract;

/// <summary>Counts what one run does, so that it can be told however the run ends.</summary>
internal sealed class ExtractMeter
{
    private int _playlists;
    private int _complete;
    private int _entries;
    private int _calls;
    private int _retries;
    private TimeSpan _wait;

    /// <summary>Null where there is no refresh token.</summary>
    public TimeSpan? RefreshTokenAge { get; set; }

    /// <summary>That many playlists are to be read; each counts as failed until it is complete.</summary>
    public void Expect(int playlists) => _playlists = playlists;

    public void Add(PlaylistOutcome outcome)
    {
        if (outcome.Kind == OutcomeKind.Complete)
        {
            _complete++;
            _entries += outcome.Entries ?? 0;
        }
    }

    /// <summary>A request is sent to Spotify.</summary>
    /// <param name="attempt">From 1.</param>
    public void Call(int attempt)
    {
        _calls++;
        _retries += attempt > 1 ? 1 : 0;
    }

    /// <summary>A wait before a repeated request is over.</summary>
    public void Waited(TimeSpan wait) => _wait += wait;

    /// <summary>All of it so far.</summary>
    public IReadOnlyCollection<Metric> Metrics()
    {
        List<Metric> metrics =
        [
            Metric.Count(LakeMetrics.SnapshotsComplete, _complete),
            Metric.Count(LakeMetrics.SnapshotsFailed, _playlists - _complete),
            Metric.Count(LakeMetrics.Entries, _entries),
            Metric.Count(LakeMetrics.ApiCalls, _calls),
            Metric.Count(LakeMetrics.ApiRetries, _retries),
            Metric.Milliseconds(LakeMetrics.ApiWait, _wait),
        ];
        if (RefreshTokenAge is { } age)
        {
            metrics.Add(Metric.Days(LakeMetrics.RefreshTokenAge, age));
        }

        return metrics;
    }
}

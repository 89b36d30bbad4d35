using Infra.Settings;
using Twin.Host.History;

namespace Twin.Host.Runs;

/// <summary>An account's own export in place of Spotify: no schedule fires, and the export is imported.</summary>
internal sealed class HistorySource : ISpotifySource
{
    private const int HourOfTheRun = 6;

    // No function that would read Spotify runs.
    private const string NoSecret = "none";

    private readonly StrippedExport _export;

    private HistorySource(StrippedExport export) => _export = export;

    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        KeyValuePair.Create(KnownSettings.ClientSecret.Key, NoSecret),
        KeyValuePair.Create(KnownSettings.RefreshToken.Key, NoSecret),
    ];

    public IEnumerable<string> Secrets => [];

    public string Description => $"{Counted.Text(_export.Summary.Records, "record")} in "
        + $"{Counted.Text(_export.Summary.Files, "file")} of an export, {_export.Span}, stripped";

    public ImmutableDictionary<string, string> Names => [];
    public RunRecord.SpotifyRecord Usage => new([], ImmutableSortedDictionary<string, int>.Empty);
    public ExportSummary Summary => _export.Summary;
    public ImmutableArray<string> Warnings => _export.Warnings;

    /// <summary>Reads the export, and sets the stack's clock to the day after its last play.</summary>
    /// <exception cref="Loading.InputException">A file is refused, or no play could be read.</exception>
    public static HistorySource Read(
        ExportOptions options, VirtualClock clock, TimeProvider wall, CancellationToken cancellationToken)
    {
        var export = StrippedExport.Read(options, wall, cancellationToken);
        clock.AdvanceTo(new DateTimeOffset(export.Last.UtcDateTime.Date, default).AddDays(1).AddHours(HourOfTheRun));
        return new HistorySource(export);
    }

    public Task RunAsync(LocalTwin twin, CancellationToken cancellationToken) =>
        twin.ImportAsync(_export, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _export.Dispose();
        return ValueTask.CompletedTask;
    }
}

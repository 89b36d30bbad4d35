using Functions.Lake;
using Twin.Host.Loading;

namespace Twin.Host.History;

/// <summary>An account's own export without everything that is not kept. Disposing of this deletes what was kept of it
/// outside of the lake.</summary>
public sealed class StrippedExport : IDisposable
{
    private const int NamedOfAFile = 20;

    // The account's clock and this machine's may differ.
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    private readonly MonthSpool _spool = new();
    private readonly DroppedFields _dropped = new();
    private readonly List<string> _warnings = [];
    private int _files;
    private long _records;
    private long _privateSessions;
    private long _broken;

    private StrippedExport()
    {
    }

    public ExportSummary Summary => new(
        _files,
        _records,
        _privateSessions,
        _broken,
        [.. _dropped.All.Select(counted => new DroppedCount(counted.Name, counted.Count))]);

    /// <summary>The files and records that could not be read, each with its reason, and without its values.</summary>
    public ImmutableArray<string> Warnings => [.. _warnings];

    /// <summary>The UTC months that have plays, in order.</summary>
    public ImmutableArray<PlayedMonth> Months => _spool.Months;

    /// <summary>The first of these months and the last one.</summary>
    public string Span => $"{Months[0]} to {Months[^1]}";

    /// <summary>The end of the last play.</summary>
    public DateTimeOffset Last { get; private set; }

    /// <summary>The private folder in which the stripped records are.</summary>
    internal string Folder => _spool.Folder;

    /// <exception cref="InputException">A file is refused, or no play could be read.</exception>
    public static StrippedExport Read(ExportOptions options, TimeProvider wall, CancellationToken cancellationToken)
    {
        var export = new StrippedExport();
        try
        {
            foreach (var file in ExportFiles.Open(options))
            {
                export.Add(file, options.KeepsPrivateSessions, wall.GetUtcNow() + Tolerance, cancellationToken);
            }

            return export._records > 0
                ? export
                : throw new InputException(string.Join(
                    '\n',
                    [$"No play could be read from {string.Join(", ", options.Files)}.", .. export.WhyEmpty()]));
        }
        catch
        {
            export.Dispose();
            throw;
        }
    }

    /// <summary>The records of one month.</summary>
    internal StrippedMonth Read(PlayedMonth month) => _spool.Read(month);

    public void Dispose() => _spool.Dispose();

    private void Add(
        ExportFile file, bool keepsPrivateSessions, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        _files++;
        var record = new ExportRecord(_dropped, latest);
        var brokenOfFile = 0;
        var records = new RecordStream(file.Read);
        var broken = records.ReadAll(
            record,
            index =>
            {
                if (record.Broken is { } field)
                {
                    brokenOfFile++;
                    if (brokenOfFile <= NamedOfAFile)
                    {
                        _warnings.Add(FormattableString.Invariant(
                            $"{file.Name}, record {index}: '{field}' is missing, or not as Spotify writes it. ")
                            + "The record was left out.");
                    }
                }
                else if (record.IsPrivate && !keepsPrivateSessions)
                {
                    _privateSessions++;
                }
                else
                {
                    _records++;
                    Last = record.Time > Last ? record.Time : Last;
                    _spool.Add(PlayedMonth.Of(record.Time), record.Line);
                }
            },
            cancellationToken);
        _broken += brokenOfFile;
        if (brokenOfFile > NamedOfAFile)
        {
            _warnings.Add(
                $"{file.Name}: {Counted.Text(brokenOfFile - NamedOfAFile, "more record")} like these, left out too.");
        }

        if (broken is not null)
        {
            _warnings.Add($"{file.Name}: {broken}. Read before that: {Counted.Text(records.Count, "record")}.");
        }
    }

    private IEnumerable<string> WhyEmpty() => _privateSessions == 0
        ? _warnings
        : _warnings.Append("All others are of private sessions: --private-sessions keeps them.");
}

/// <summary>The numbers of an export that was read.</summary>
/// <param name="Files">The number of JSON files.</param>
/// <param name="Records">The number of records that were kept.</param>
/// <param name="PrivateSessions">The number of records of private sessions, which were left out.</param>
/// <param name="Broken">The number of records that could not be read.</param>
/// <param name="Dropped">The fields that were dropped, the most frequent first.</param>
public sealed record ExportSummary(
    int Files, long Records, long PrivateSessions, long Broken, ImmutableArray<DroppedCount> Dropped);

public sealed record DroppedCount(string Field, long Count);

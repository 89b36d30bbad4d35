using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Serialization;
using Functions.Extract;
using Functions.Lake;

namespace Twin.Host;

/// <summary>The outcomes that the extract has reported, the last one of each playlist. They are read from its response
/// and from its log, since a function that fails has no response.</summary>
public sealed class ReportedOutcomes
{
    private readonly ConcurrentDictionary<string, ReportedOutcome> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _everRead = new(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, ReportedOutcome> Last =>
        _last.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The outcomes that were reported after <paramref name="before"/> was the last of each
    /// playlist.</summary>
    public IReadOnlyCollection<ReportedOutcome> Since(ImmutableSortedDictionary<string, ReportedOutcome> before) =>
        [.. _last.Where(told => !ReferenceEquals(told.Value, before.GetValueOrDefault(told.Key)))
            .Select(told => told.Value)];

    /// <summary>True if the run had no work because Spotify asked to wait: no playlist was read, and all
    /// wait.</summary>
    public bool OnlyWaited => _everRead.IsEmpty
        && _last.Values.Any(outcome => outcome.IsWaiting)
        && _last.Values.All(outcome => outcome.IsWaiting || outcome.IsOfPlays || outcome.IsNote);

    public void Read(string line)
    {
        var told = line.Contains(PlaylistOutcome.LogEvent, StringComparison.Ordinal)
            ? Parse<LoggedOutcome>(line)
            : null;
        told = told?.Message is { } message ? Parse<LoggedOutcome>(message) : told;
        if (told is { Event: PlaylistOutcome.LogEvent, Detail: { } outcome })
        {
            Add(outcome);
        }
    }

    public void Read(ReadOnlyMemory<byte> payload)
    {
        if (Parse<AnsweredExtraction>(Encoding.UTF8.GetString(payload.Span)) is not { Playlists.IsDefault: false } told)
        {
            return;
        }

        foreach (var outcome in told.Playlists)
        {
            // One that is not an outcome does not hide the others.
            if (Parse<ReportedOutcome>(outcome.GetRawText()) is { } read)
            {
                Add(read);
            }
        }
    }

    private void Add(ReportedOutcome told)
    {
        if (told is not { Playlist: { } playlist, Outcome: { } outcome })
        {
            return;
        }

        _last[playlist] = told with { WaitingUntil = told.WaitingUntil ?? WaitingUntil(outcome) };
        if (told.IsRead && !told.IsOfPlays)
        {
            _everRead[playlist] = true;
        }
    }

    private static string? WaitingUntil(string outcome)
    {
        const string Words = "waiting until ";
        return outcome.StartsWith(Words, StringComparison.Ordinal) ? outcome[Words.Length..] : null;
    }

    /// <summary>Null for any other text: functions also log and answer other things.</summary>
    private static T? Parse<T>(string text)
        where T : class
    {
        try
        {
            return text.AsSpan().TrimStart().StartsWith('{')
                ? JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="Message">The line itself as a text, where Lambda has put it into a JSON object of its own.</param>
    private sealed record LoggedOutcome(string? Message, string? Event, ReportedOutcome? Detail);

    private sealed record AnsweredExtraction(ImmutableArray<JsonElement> Playlists);
}

/// <summary>The extract function's report, as it is read from its answer.</summary>
public sealed record ReportedExtraction(
    [property: JsonPropertyName("extracted_at")] string? ExtractedAt,
    [property: JsonPropertyName("playlists")] ImmutableArray<ReportedOutcome> Playlists);

/// <summary>The <see cref="PlaylistOutcome"/> of one playlist, as it is read from an answer or a log.</summary>
/// <param name="Outcome"><c>complete</c>, <c>unchanged</c>, <c>waiting until …</c>, …</param>
/// <param name="Entries">The number of entries of its snapshot, if there is one.</param>
/// <param name="Manifest">The key of a complete snapshot's manifest; null for another outcome.</param>
/// <param name="WaitingUntil">The time at which it is read on, ISO 8601; null if it does not wait.</param>
public sealed record ReportedOutcome(
    [property: JsonPropertyName("playlist")] string Playlist,
    [property: JsonPropertyName("outcome")] string Outcome,
    [property: JsonPropertyName("entries")] int? Entries = null,
    [property: JsonPropertyName("manifest")] string? Manifest = null,
    [property: JsonPropertyName("waiting_until")] string? WaitingUntil = null,
    [property: JsonPropertyName("reason")] string? Reason = null,
    [property: JsonPropertyName("advice")] string? Advice = null)
{
    private static readonly ImmutableHashSet<string> Refused = OutcomesThat(outcome => outcome.IsRefused);

    private static readonly ImmutableHashSet<string> Notes =
        OutcomesThat(outcome => outcome.Kind is OutcomeKind.Skipped or OutcomeKind.Capped);

    /// <summary>True if Spotify refuses the playlist until somebody acts; the function does not fail then.</summary>
    public bool IsRefused => Refused.Contains(Outcome);

    /// <summary>True if <c>mine</c> does not read what it has found, which is no failure.</summary>
    public bool IsNote => Notes.Contains(Outcome);

    public bool IsOfPlays => Playlist == PlaylistOutcome.Plays;

    public bool IsWaiting => WaitingUntil is not null;

    public bool IsRead => Outcome is "complete" or "unchanged";

    private static ImmutableHashSet<string> OutcomesThat(Func<PlaylistOutcome, bool> are) =>
    [
        .. Enum.GetValues<OutcomeKind>()
            .Select(kind => new PlaylistOutcome("", kind))
            .Where(are)
            .Select(outcome => outcome.Outcome),
    ];
}

internal static class ReadingSummary
{
    public static string Format(string schedule, IReadOnlyCollection<ReportedOutcome> outcomes)
    {
        var playlists = outcomes.Where(outcome => outcome.Playlist != SourceId.Mine.Id).ToList();
        if (playlists.Count == 0)
        {
            return $"{schedule} fires: no playlist was read";
        }

        var counts = playlists
            .CountBy(outcome => outcome.IsWaiting ? "waiting" : outcome.Outcome, StringComparer.Ordinal)
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select((count, index) => string.Create(
                CultureInfo.InvariantCulture,
                $"{count.Value}{(index > 0 ? "" : count.Value == 1 ? " playlist" : " playlists")} {count.Key}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{schedule} fires: {string.Join(", ", counts)}, {playlists.Sum(outcome => outcome.Entries ?? 0)} entries");
    }
}

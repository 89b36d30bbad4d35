using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Twin.Host;

/// <summary>
/// The outcomes that the extract has reported, the last one of each playlist. They are read from its response and from
/// its log, since a function that fails has no response.
/// </summary>
public sealed class ReportedOutcomes
{
    private const string LogEvent = "playlist read";

    private readonly ConcurrentDictionary<string, ReportedOutcome> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _everRead = new(StringComparer.Ordinal);

    /// <summary>The last outcome of each playlist, by the playlist's id.</summary>
    public ImmutableSortedDictionary<string, ReportedOutcome> Last =>
        _last.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The outcomes that were reported after <paramref name="before"/> was the last of each playlist.</summary>
    public IReadOnlyCollection<ReportedOutcome> Since(ImmutableSortedDictionary<string, ReportedOutcome> before) =>
        [.. _last.Where(told => !ReferenceEquals(told.Value, before.GetValueOrDefault(told.Key)))
            .Select(told => told.Value)];

    /// <summary>
    /// True if the run had no work because Spotify asked to wait: no playlist was read, and all wait.
    /// </summary>
    public bool OnlyWaited => !_last.IsEmpty && _everRead.IsEmpty && _last.Values.All(outcome => outcome.IsWaiting);

    /// <summary>Reads a line of a function's log.</summary>
    public void Read(string line)
    {
        if (Parse(line) is { } json
            && (Member(json, "message") is { ValueKind: JsonValueKind.String } message
                ? Parse(message.GetString()!)
                : json) is { } told
            && Member(told, "event") is { ValueKind: JsonValueKind.String } happened
            && happened.ValueEquals(LogEvent)
            && Member(told, "detail") is { } detail)
        {
            Add(detail);
        }
    }

    /// <summary>Reads a function's response.</summary>
    public void Read(ReadOnlyMemory<byte> payload)
    {
        if (Parse(payload) is { } json
            && Member(json, "playlists") is { ValueKind: JsonValueKind.Array } playlists)
        {
            foreach (var playlist in playlists.EnumerateArray())
            {
                Add(playlist);
            }
        }
    }

    private void Add(JsonElement json)
    {
        if (Text(json, "playlist") is not { } playlist || Text(json, "outcome") is not { } outcome)
        {
            return;
        }

        var told = new ReportedOutcome(
            outcome,
            Member(json, "entries") is { ValueKind: JsonValueKind.Number } entries ? entries.GetInt32() : null,
            Text(json, "reason"),
            Text(json, "advice"),
            Text(json, "waiting_until") ?? WaitingUntil(outcome));
        _last[playlist] = told;
        if (told.IsRead)
        {
            _everRead[playlist] = true;
        }
    }

    private static string? WaitingUntil(string outcome)
    {
        const string Words = "waiting until ";
        return outcome.StartsWith(Words, StringComparison.Ordinal) ? outcome[Words.Length..] : null;
    }

    private static JsonElement? Parse(string text) =>
        text.AsSpan().TrimStart().StartsWith('{') ? Parse(Encoding.UTF8.GetBytes(text)) : null;

    private static JsonElement? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

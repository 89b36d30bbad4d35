namespace Functions.Extract;

/// <param name="ExtractedAt">The time at which the schedule fired: ISO 8601, UTC, whole seconds.</param>
/// <param name="Playlists">One outcome per source, in the order of the settings; then that of <c>mine</c>, if its
/// playlists were not found or are not all read; then that of the plays, if they were read, or if they could not be
/// read since the last run.</param>
public sealed record ExtractReport(
    [property: JsonPropertyName("extracted_at")] string ExtractedAt,
    [property: JsonPropertyName("playlists")] IReadOnlyList<PlaylistOutcome> Playlists)
{
    /// <summary>The time until which another invocation for the same event holds the lease, so that this one did
    /// nothing: ISO 8601, UTC, whole seconds. Null if this one ran.</summary>
    [JsonPropertyName("refused_until")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefusedUntil { get; init; }
}

/// <summary>At least one playlist of the run could not be read. The message has the reason and an advice for each; the
/// others are stored, waiting for a later run, or refused by Spotify until somebody acts. It is thrown at the run's
/// end, since only then does Lambda send the event to the destination for failures.</summary>
internal sealed class ExtractionFailedException : Exception
{
    public ExtractionFailedException(ExtractReport report)
        : base(MessageOf(report)) => Report = report;

    /// <summary>The report of the whole run, the other playlists included.</summary>
    public ExtractReport Report { get; }

    private static string MessageOf(ExtractReport report)
    {
        var failed = report.Playlists.Where(playlist => playlist.IsFailure).ToList();
        var message = new StringBuilder();
        var count = report.Playlists.Count(playlist => playlist.Kind != OutcomeKind.Capped);
        var what = report.Playlists.Any(playlist => playlist.Playlist == PlaylistOutcome.Plays)
            ? "playlists and plays"
            : "playlists";
        message.Append($"{failed.Count} of {count} {what} could not be read; the others are stored")
            .Append(report.Playlists.Any(playlist => playlist.Kind == OutcomeKind.Waiting)
                ? ", or waiting for a later run"
                : "")
            .Append(report.Playlists.Any(playlist => playlist.Kind == OutcomeKind.Skipped) ? ", or skipped" : "")
            .Append(report.Playlists.Any(playlist => playlist.IsRefused) ? ", or refused by Spotify." : ".");
        foreach (var playlist in failed)
        {
            message.Append(
                $"\n{playlist.Playlist}: {playlist.Outcome}: {playlist.Reason?.TrimEnd('.')}. {playlist.Advice}");
        }

        return message.ToString();
    }
}

namespace Twin.Tests.Cli.Reports;

internal static class Records
{
    /// <summary>
    /// A record with every kind of content, where <paramref name="text"/> makes each text from its meaning.
    /// </summary>
    public static RunRecord Full(Func<string, string> text) => new()
    {
        Stack = text("stack"),
        Playlists =
        [
            new RunRecord.PlaylistRecord(
                text("playlist-id"), text("playlist"), 7, text("outcome"), text("outcome-reason"), text("advice"),
                text("waiting-until")),
        ],
        Spotify = new RunRecord.SpotifyRecord(
            [new RunRecord.RequestsRecord(text("request-kind"), 200, 9)], ByName(text("fault"), 3)),
        Tables = ByName(text("table"), new RunRecord.TableRecord(1234, 2)),
        Functions = ByName(text("function"), new RunRecord.FunctionRecord(3, 1, 0.5)),
        Queries = ByName(text("query"), new RunRecord.QueryRecord(5, 0.25)),
        Denied =
        [
            new RunRecord.DeniedRecord(text("principal"), text("denied-action"), text("denied-resource"), 4),
        ],
        UnusedPermissions =
        [
            new RunRecord.UnusedPermissionRecord(
                text("role"), text("statement"), text("unused-action"), text("unused-resource")),
        ],
        Alarms = ByName(text("alarm"), new RunRecord.AlarmRecord("ALARM", text("alarm-reason"))),
        Metrics =
        [
            new RunRecord.MetricRecord(
                text("namespace"), text("metric"), ByName(text("dimension"), text("dimension-value")), "Count", 42, 2),
        ],
        Rejected = 6,
        Unmatched = 8,
        UnknownMetrics =
        [
            new RunRecord.UnknownMetricRecord(
                text("namespace"), text("unknown-metric"), ByName(text("dimension"), text("dimension-value")),
                [text("named-by")]),
        ],
        Notifications =
        [
            new RunRecord.NotificationRecord(
                new DateTimeOffset(2026, 11, 1, 6, 1, 0, TimeSpan.Zero), text("topic"), text("subject"),
                text("message"), [text("recipient")]),
        ],
        NotSimulated = [text("not-simulated")],
        Warnings = [text("warning")],
        Failures = [text("failure")],
        EndedAt = new DateTimeOffset(2026, 11, 1, 6, 2, 0, TimeSpan.Zero),
        Seconds = 12.5,
    };

    private static ImmutableSortedDictionary<string, T> ByName<T>(string name, T value) =>
        ImmutableSortedDictionary<string, T>.Empty.Add(name, value);
}

namespace Functions.Metrics;

/// <summary>
/// The metrics that the functions write: dashboards and alarms name them by these constants. None has a dimension for
/// the playlist: CloudWatch bills each combination of name and dimensions by the month.
/// </summary>
public static class LakeMetrics
{
    /// <summary>The namespace of all of them.</summary>
    public const string Namespace = "SpotifyStack";

    /// <summary>The dimension of all of them: the stack's name as in its resources, <c>spotify-dev</c>.</summary>
    public const string StackDimension = "Stack";

    /// <summary>The second dimension of <see cref="Rows"/>: one of the seven tables.</summary>
    public const string TableDimension = "Table";

    /// <summary>
    /// Playlists whose snapshot is complete in the raw bucket, <see cref="SnapshotsUnchanged"/> included. Count, once a
    /// run, failed runs too.
    /// </summary>
    public const string SnapshotsComplete = "SnapshotsComplete";

    /// <summary>Those of <see cref="SnapshotsComplete"/> that had not changed. Count, once a run.</summary>
    public const string SnapshotsUnchanged = "SnapshotsUnchanged";

    /// <summary>
    /// Playlists that the next run goes on with: Spotify asks to wait, or the time ran out. Count, once a run.
    /// </summary>
    public const string SnapshotsWaiting = "SnapshotsWaiting";

    /// <summary>
    /// How many runs in a row the playlist that waits longest has been left for the next run; 0 when none waits. Count,
    /// once a run.
    /// </summary>
    public const string WaitingRuns = "WaitingRuns";

    /// <summary>Playlists that ended neither complete nor waiting, for whatever reason. Count, once a run.</summary>
    public const string SnapshotsFailed = "SnapshotsFailed";

    /// <summary>Entries of the complete snapshots. Count, once a run.</summary>
    public const string Entries = "Entries";

    /// <summary>Requests sent to Spotify, repeated ones and those for tokens included. Count, once a run.</summary>
    public const string ApiCalls = "ApiCalls";

    /// <summary>Those of <see cref="ApiCalls"/> that repeat one which failed. Count, once a run.</summary>
    public const string ApiRetries = "ApiRetries";

    /// <summary>Time slept before repeated requests, Spotify's Retry-After or a backoff. Milliseconds, once a
    /// run.</summary>
    public const string ApiWait = "ApiWait";

    /// <summary>
    /// Days since the user agreed, with a fraction; the token ends after about six months. No unit; once a run, only
    /// where there is a refresh token.
    /// </summary>
    public const string RefreshTokenAge = "RefreshTokenAge";

    /// <summary>Snapshots that became tables: 1. Count, once a snapshot.</summary>
    public const string SnapshotsTransformed = "SnapshotsTransformed";

    /// <summary>
    /// Entries that could not be read: they have no row, and lie below <c>rejected/</c> in the processed bucket. Count,
    /// each time that their snapshot is transformed.
    /// </summary>
    public const string RejectedRecords = "RejectedRecords";

    /// <summary>
    /// Snapshots whose tables were missing, or not what the marker says, and that a reconcile transformed. Count, once a
    /// reconcile, failed ones too.
    /// </summary>
    public const string SnapshotsRepaired = "SnapshotsRepaired";

    /// <summary>
    /// Playlists and days whose tables are missing after a reconcile: it failed, or the time ran out. Count, once a
    /// reconcile.
    /// </summary>
    public const string SnapshotsUnrepaired = "SnapshotsUnrepaired";

    /// <summary>Rows of one table, without the header. Count, once a snapshot and table.</summary>
    public const string Rows = "Rows";
}

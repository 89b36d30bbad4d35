namespace Functions.Metrics;

/// <summary>The names of the metrics that the functions write, for dashboards and alarms too. None has a dimension for
/// the playlist: CloudWatch bills each combination of name and dimensions by the month.</summary>
public static class LakeMetrics
{
    public const string Namespace = "SpotifyStack";

    /// <summary>The one dimension of all metrics: the stack's name as in its resources, <c>spotify-dev</c>.</summary>
    public const string StackDimension = "Stack";

    /// <summary>Playlists whose snapshot is complete in the raw bucket, unchanged ones included. Count, once per run,
    /// failed runs too.</summary>
    public const string SnapshotsComplete = "SnapshotsComplete";

    /// <summary>Playlists that the next run continues: Spotify asks for a wait, or the time ran out. Count, once per
    /// run.</summary>
    public const string SnapshotsWaiting = "SnapshotsWaiting";

    /// <summary>The number of runs in a row that have left the longest-waiting playlist for the next run; 0 if none
    /// waits. Count, once per run.</summary>
    public const string WaitingRuns = "WaitingRuns";

    /// <summary>Playlists that Spotify refuses until somebody changes the configuration or the cause: gone, not owned,
    /// or Premium required. Count, once per run that knows all of them: 0 only if each playlist is complete.</summary>
    public const string PlaylistsRefused = "PlaylistsRefused";

    /// <summary>Playlists with nothing left to do until the next run: <see cref="SnapshotsComplete"/>,
    /// <see cref="PlaylistsRefused"/> and those that <c>mine</c> skips. Count, once per run, failed runs too.</summary>
    public const string PlaylistsSettled = "PlaylistsSettled";

    /// <summary>Playlists that ended neither complete nor waiting nor refused, for any reason. Count, once per
    /// run.</summary>
    public const string SnapshotsFailed = "SnapshotsFailed";

    /// <summary>Entries of the complete snapshots. Count, once per run.</summary>
    public const string Entries = "Entries";

    /// <summary>Requests sent to Spotify, repeated ones and those for tokens included. Count, once per run.</summary>
    public const string ApiCalls = "ApiCalls";

    /// <summary>Requests of <see cref="ApiCalls"/> that repeat a failed one. Count, once per run.</summary>
    public const string ApiRetries = "ApiRetries";

    /// <summary>Days since the user agreed, with a fraction. The token expires after about six months. No unit; once
    /// per run, only with a refresh token.</summary>
    public const string RefreshTokenAge = "RefreshTokenAge";

    /// <summary>Firings for plays whose page does not reach back to the newest play that was known: plays in between
    /// may be lost. Count, only above 0.</summary>
    public const string PlaysPossiblyLost = "PlaysPossiblyLost";

    /// <summary>Snapshots that became tables, always 1. Count, once per snapshot.</summary>
    public const string SnapshotsTransformed = "SnapshotsTransformed";

    /// <summary>Entries that could not be read. They have no row, and are below <c>rejected/</c> in the processed
    /// bucket. Count, each time that their snapshot is transformed; of a month of plays, once.</summary>
    public const string RejectedRecords = "RejectedRecords";

    /// <summary>Snapshots whose tables were missing, or differed from their marker, and that a reconcile transformed.
    /// Count, once per reconcile, failed ones too.</summary>
    public const string SnapshotsRepaired = "SnapshotsRepaired";

    /// <summary>Playlists and days whose tables are missing after a reconcile: it failed, or the time ran out. Count,
    /// once per reconcile.</summary>
    public const string SnapshotsUnrepaired = "SnapshotsUnrepaired";
}

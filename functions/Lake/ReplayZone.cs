namespace Functions.Lake;

/// <summary>The results of replays that nobody has approved yet. Each replay has its own prefix with the layout of the
/// processed bucket, and expires after some days.</summary>
public static class ReplayZone
{
    /// <summary>The prefix of all replays; it ends with a slash.</summary>
    public const string Prefix = "_replay/";

    public const string DifferencesType = "application/x-ndjson";

    /// <summary>The prefix of one replay, with the tables that the present code makes; it ends with a slash.</summary>
    public static string PrefixOf(string id) => $"{Prefix}{id}/";

    /// <summary>The key of the rows of one playlist and day that differ, one JSON object per line.</summary>
    public static string Differences(string id, DateOnly date, string playlistId) =>
        PartitionKey.Format(PrefixOf(id) + "differences/", date, playlistId, "jsonl");

    /// <summary>The prefix of the shown results, which may be promoted, one per playlist and day.</summary>
    public static string ShownOf(string id) => PrefixOf(id) + "shown/";

    /// <summary>The key of the shown result of one playlist and day.</summary>
    public static string Shown(string id, DateOnly date, string playlistId) =>
        PartitionKey.Format(ShownOf(id), date, playlistId, "json");
}

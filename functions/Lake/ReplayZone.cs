namespace Functions.Lake;

/// <summary>
/// What replays leave before anybody has agreed to them: below a prefix of its own each, laid out like the processed
/// bucket, and gone after some days.
/// </summary>
public static class ReplayZone
{
    /// <summary>All replays; ends with a slash.</summary>
    public const string Prefix = "_replay/";

    /// <summary>What a replay's differences are for those who open them.</summary>
    public const string DifferencesType = "application/x-ndjson";

    /// <summary>One replay: the tables that the present code makes lie below it; ends with a slash.</summary>
    public static string PrefixOf(string id) => $"{Prefix}{id}/";

    /// <summary>The rows of one playlist and day that are not as they were, one JSON object a line.</summary>
    public static string Differences(string id, DateOnly date, string playlistId) =>
        PartitionKey.Of(PrefixOf(id) + "differences/", date, playlistId, "jsonl");

    /// <summary>Below it lies, for each playlist and day, what was shown and may be promoted.</summary>
    public static string ShownOf(string id) => PrefixOf(id) + "shown/";

    /// <summary>What was shown of one playlist and day.</summary>
    public static string Shown(string id, DateOnly date, string playlistId) =>
        PartitionKey.Of(ShownOf(id), date, playlistId, "json");
}

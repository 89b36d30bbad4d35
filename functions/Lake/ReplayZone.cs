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

    /// <summary>The key of the rows that differ, one JSON object per line.</summary>
    internal static string Differences(string id, TablePlace place) =>
        place.Key(PrefixOf(id) + "differences/", "jsonl");

    /// <summary>The prefix of the shown results, which may be promoted, one per playlist and day, or month of
    /// plays.</summary>
    public static string ShownOf(string id) => PrefixOf(id) + "shown/";

    /// <summary>The key of one shown result.</summary>
    internal static string Shown(string id, TablePlace place) => place.Key(ShownOf(id), "json");
}

namespace Functions.Lake;

/// <summary>The entries of playlists, and the records of plays, that could not be read: JSON lines in the processed
/// bucket, outside every table. A snapshot or a month without such records has no such object.</summary>
public static class RejectedZone
{
    /// <summary>The prefix of the objects; it ends with a slash.</summary>
    public const string Prefix = "rejected/";

    /// <summary>The beginning of the keys of rejected entries of playlists.</summary>
    public const string OfDays = Prefix + Table.PartitionColumn + "=";

    /// <summary>The beginning of the keys of rejected records of plays.</summary>
    public const string OfMonths = Prefix + "played_month=";

    public const string ContentType = "application/x-ndjson";

    /// <summary>The key of one playlist's rejected entries of one day.</summary>
    public static string Key(DateOnly date, string playlistId) =>
        Key(TablePlace.Of(date, playlistId));

    internal static string Key(TablePlace place) => place.Key(Prefix, "jsonl");
}

namespace Functions.Lake;

/// <summary>
/// Entries that could not be read: JSON lines of the processed bucket, outside every table. A snapshot without any has
/// no such object.
/// </summary>
public static class RejectedZone
{
    /// <summary>Where the objects lie; ends with a slash.</summary>
    public const string Prefix = "rejected/";

    /// <summary>What the objects are for those who open them.</summary>
    public const string ContentType = "application/x-ndjson";

    /// <summary>The key of one playlist's rejected entries of one day.</summary>
    public static string Key(DateOnly date, string playlistId) =>
        PartitionKey.Of(Prefix, date, playlistId, "jsonl");
}

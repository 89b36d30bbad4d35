namespace Functions.Lake;

/// <summary>The place of all objects that one marker is about: of a playlist and day, or of a month of plays. They have
/// the same key below their prefixes.</summary>
/// <param name="Partition">The folder: <c>snapshot_date=…</c> or <c>played_month=…</c>.</param>
/// <param name="Name">The name without its extension: the playlist's id, or <c>plays</c>.</param>
internal sealed record TablePlace(string Partition, string Name)
{
    public static TablePlace Of(DateOnly date, string playlistId) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Table.PartitionColumn}={date:yyyy-MM-dd}"), playlistId);

    public static TablePlace Of(PlayedMonth month) => new(month.Partition, Tables.Plays.Name);

    /// <summary>The key <c>&lt;prefix&gt;&lt;partition&gt;/&lt;name&gt;.&lt;extension&gt;</c>.</summary>
    public string Key(string prefix, string extension) => $"{prefix}{Partition}/{Name}.{extension}";

    public string Key(Table table, TableFormat format) => Key(table.Prefix, format.Name);
}

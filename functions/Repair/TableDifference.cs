namespace Functions.Repair;

/// <summary>Compares the rows of one table before and after, by its key columns.</summary>
internal sealed class TableDifference(Table table, Utf8JsonWriter json, Action endLine)
{
    // The key is the subject of a row: one playlist, one position, one song, …
    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        [Tables.Playlists.Name] = ["playlist_id"],
        [Tables.PlaylistEntries.Name] = ["playlist_id", "position"],
        [Tables.Songs.Name] = ["song_id"],
        [Tables.Albums.Name] = ["album_id"],
        [Tables.Artists.Name] = ["artist_id"],
        [Tables.SongArtists.Name] = ["song_id", "artist_id"],
        [Tables.AlbumArtists.Name] = ["album_id", "artist_id"],
        [Tables.Plays.Name] = ["played_at", "song_id", "song"],
    };

    private readonly string[] _key = Keys[table.Name];

    /// <summary>The key columns of a table, which identify its rows.</summary>
    public static IReadOnlyList<string> KeyOf(Table table) => Keys[table.Name];

    /// <summary>Writes a line for each differing row, in the order of the file after; then the removed rows.</summary>
    public RowCounts Write(IEnumerable<Row> before, IEnumerable<Row> after)
    {
        var old = Keyed(before);
        var order = old.Keys.ToList();
        var (added, changed) = (0, 0);
        foreach (var (key, row) in Keyed(after))
        {
            if (!old.Remove(key, out var was))
            {
                Write("added", null, row);
                added++;
            }
            else if (!IsSame(was, row))
            {
                Write("changed", was, row);
                changed++;
            }
        }

        foreach (var key in order.Where(old.ContainsKey))
        {
            Write("removed", old[key], null);
        }

        return new RowCounts(added, old.Count, changed);
    }

    // A repeated key, which should not occur, is another row each time.
    private Dictionary<string, Row> Keyed(IEnumerable<Row> rows)
    {
        var keyed = new Dictionary<string, Row>(StringComparer.Ordinal);
        var again = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var key = string.Join('\n', _key.Select(column => row[column]));
            if (!keyed.TryAdd(key, row))
            {
                again[key] = again.GetValueOrDefault(key) + 1;
                keyed.Add($"{key}\n\n{again[key]}", row);
            }
        }

        return keyed;
    }

    private static bool IsSame(Row one, Row other) =>
        one.Fields.Count == other.Fields.Count && one.Fields.All(field => other[field.Key] == field.Value);

    private void Write(string how, Row? before, Row? after)
    {
        var row = after ?? before!;
        json.WriteStartObject();
        json.WriteString("table", table.Name);
        json.WriteString("row", how);
        json.WriteStartObject("key");
        foreach (var column in _key)
        {
            json.WriteString(column, row[column]);
        }

        json.WriteEndObject();
        WriteSide("before", before, after);
        WriteSide("after", after, before);
        json.WriteEndObject();
        endLine();
    }

    // For a row on both sides, only the columns that differ; otherwise, all columns.
    private void WriteSide(string name, Row? row, Row? other)
    {
        if (row is null)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var (column, value) in row.Fields)
        {
            if (other is null || other[column] != value)
            {
                json.WriteString(column, value);
            }
        }

        json.WriteEndObject();
    }
}

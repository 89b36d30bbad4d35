namespace Twin.Cli.Music;

/// <summary>The names under which a report shows the playlists: of each its latest one, with the first letters of the
/// id where several have the same.</summary>
internal sealed class PlaylistLabels
{
    private const int MinLetters = 4;

    private static readonly ImmutableArray<(string Id, string Name)> Columns =
    [
        (MusicSection.PlaylistId, MusicSection.Playlist), ("other_playlist_id", "other_playlist"),
        ("next_playlist_id", "next_playlist"),
    ];

    // The days of a row: the name is of the latest one.
    private static readonly ImmutableArray<string> Days = [MusicSection.Day, "last_day", "week"];

    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    public PlaylistLabels(IEnumerable<MusicQuery> queries)
    {
        var latest =
            from query in queries
            from column in Columns
            where query.Lacking([column.Id, column.Name]).IsEmpty
            from row in query.Values
            let day = Days.Select(row.Day).FirstOrDefault(day => day is not null)
            group (Name: row.Name(column.Name), Day: day ?? DateOnly.MinValue) by row.Text(column.Id) into playlist
            select (Id: playlist.Key, playlist.MaxBy(given => given.Day).Name);
        foreach (var same in latest.GroupBy(playlist => playlist.Name, StringComparer.Ordinal))
        {
            var ids = same.Select(playlist => playlist.Id).ToList();
            foreach (var id in ids)
            {
                _shown[id] = ids.Count == 1 ? same.Key : $"{same.Key} ({BeginOf(id, ids)})";
            }
        }
    }

    /// <summary>The query with these names in place of its own, so that rows of a playlist have the same.</summary>
    public MusicQuery Apply(MusicQuery query) => Columns
        .Where(column => query.Lacking([column.Id, column.Name]).IsEmpty)
        .Aggregate(query, (named, column) => named with
        {
            Rows =
            [
                .. named.Values.Select(row => row.Cells.Length <= named.Columns.IndexOf(column.Name)
                    ? row.Cells
                    : row.Cells.SetItem(named.Columns.IndexOf(column.Name), _shown[row.Text(column.Id)])),
            ],
        });

    private static string BeginOf(string id, List<string> others)
    {
        var length = Math.Min(MinLetters, id.Length);
        while (length < id.Length
            && others.Count(other => other.StartsWith(id[..length], StringComparison.Ordinal)) > 1)
        {
            length++;
        }

        return id[..length];
    }
}

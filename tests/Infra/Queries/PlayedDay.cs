namespace Tests.Infra.Queries;

/// <summary>The songs of a day as the snapshots of all playlists have them. Of different values the greatest name
/// counts, and then the greatest popularity, a known one before an unknown one; credits are united.</summary>
internal sealed class PlayedDay
{
    private readonly Dictionary<string, PlayedSong> _songs;

    public PlayedDay(IReadOnlyCollection<PlayedSnapshot> snapshots)
    {
        var artists = Rows(Tables.Artists).ToDictionary(
            same => same.Key, same => new PlayedArtist(same.Key, Greatest(same.Select(row => row[1]))));
        var albumArtists = Rows(Tables.AlbumArtists).ToDictionary(
            same => same.Key,
            same => InOrder(same, credit => new PlayedArtist(credit.Key, Greatest(credit.Select(row => row[3])))));
        var albums = Rows(Tables.Albums).ToDictionary(
            same => same.Key, same => new PlayedAlbum(same.MaxBy(Name)!, albumArtists.GetValueOrDefault(same.Key, [])));
        var songArtists = Rows(Tables.SongArtists).ToDictionary(
            same => same.Key, same => InOrder(same, credit => artists[credit.Key]));
        _songs = Rows(Tables.Songs).ToDictionary(same => same.Key, same =>
        {
            var row = same.OrderByDescending(Name).ThenByDescending(row => Row.Number(row[5]) ?? -1).First();
            return new PlayedSong(row, albums[row[2]], songArtists.GetValueOrDefault(same.Key, []));
        });

        IEnumerable<IGrouping<string, string[]>> Rows(Table table) =>
            snapshots.SelectMany(snapshot => snapshot.Rows[table]).GroupBy(row => row[0]);
    }

    public PlayedSong? SongOf(PlayedEntry entry) => entry.Kind == "track" ? _songs.GetValueOrDefault(entry.Id) : null;

    private static string Name(string[] row) => Row.Utf8(row[1]);

    private static string Greatest(IEnumerable<string> names) => names.MaxBy(Row.Utf8)!;

    private static ImmutableArray<PlayedArtist> InOrder(
        IEnumerable<string[]> credits, Func<IGrouping<string, string[]>, PlayedArtist> artist) =>
    [
        .. credits.GroupBy(row => row[1])
            .OrderBy(credit => credit.Min(row => Row.Number(row[2])))
            .ThenBy(credit => credit.Key)
            .Select(artist),
    ];
}

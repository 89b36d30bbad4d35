namespace Tests.Infra.Queries;

/// <summary>The events of the sandbox's eventful year, sought in what was read.</summary>
internal sealed class SeenEvents(ExpectedLake lake)
{
    private readonly ImmutableArray<PlayedSnapshot> _snapshots =
        [.. lake.Snapshots.Where(snapshot => snapshot.PlaylistId.Length == 22)];

    /// <summary>The events that no snapshot has.</summary>
    public IEnumerable<string> Missing =>
        from seen in ((string Event, bool IsSeen)[])
        [
            ("a playlist is renamed", Changes(_snapshots, one => one.PlaylistId, one => one.Playlist)),
            ("a song is renamed", Changes(Songs, row => row.Song!.Id, row => row.Song!.Name)),
            ("an artist is renamed", Changes(Songs, row => row.First!.Id, row => row.First!.Name)),
            ("a credit is replaced", Changes(Songs, row => row.Song!.Id, row => row.First!.Id)),
            (
                "files of a day differ in a song",
                Days.Any(day => Changes(
                    day.SelectMany(one => one.Rows[Tables.Songs]), row => row[0], row => string.Join('|', row)))),
            ("two playlists have one name", Days.Any(day => Changes(day, one => one.Playlist, one => one.PlaylistId))),
            ("a day is not read", _snapshots[^1].Day.DayNumber - _snapshots[0].Day.DayNumber >= Days.Count()),
            ("a playlist is away", Days.DistinctBy(day => day.Count()).Count() > 1),
            ("a playlist is empty", _snapshots.Any(one => one.Entries.IsEmpty)),
            (
                "entries repeat songs",
                Songs.GroupBy(row => row.Snapshot, row => row.Song!.Id)
                    .Any(songs => songs.Count() > songs.Distinct().Count() + 1)),
            ("there are hundreds of artists", lake.Artists.Count > 500),
        ]
        where !seen.IsSeen
        select seen.Event;

    private IEnumerable<IGrouping<DateOnly, PlayedSnapshot>> Days => _snapshots.GroupBy(snapshot => snapshot.Day);

    private IEnumerable<ChartRow> Songs =>
        _snapshots.SelectMany(snapshot => lake.RowsOfSnapshot[snapshot]).Where(row => row.Song is not null);

    private static bool Changes<T>(IEnumerable<T> all, Func<T, string> id, Func<T, string> value) =>
        all.GroupBy(id).Any(same => same.DistinctBy(value).Count() > 1);
}

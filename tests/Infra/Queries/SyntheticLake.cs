using Tests.Infra.Queries;

namespace Tests.Infra.Queries;

/// <summary>Made-up playlists day by day: songs rise, leave and return, stand on several playlists and twice on one,
/// have ties, change their names and artists and lack attributes; there are episodes, local files, tracks without an
/// id and what Spotify no longer has, a playlist is renamed, and one misses a day.</summary>
internal sealed class SyntheticLake
{
    private const int AllSongs = 48;
    private const int AllAlbums = 14;
    private const int AllArtists = 11;

    private readonly Random _random;
    private readonly DateOnly _first;

    private SyntheticLake(int seed, DateOnly first) => (_random, _first) = (new Random(seed), first);

    public static ImmutableArray<PlayedSnapshot> Create(int seed, DateOnly first, int days, int playlists,
        int entries) =>
        [.. new SyntheticLake(seed, first).Snapshots(days, playlists, entries)];

    private IEnumerable<PlayedSnapshot> Snapshots(int days, int playlists, int entries)
    {
        var charts = Enumerable.Range(0, playlists)
            .Select(_ => Enumerable.Range(0, AllSongs).OrderBy(_ => _random.Next()).Take(entries).ToList())
            .ToList();
        for (var day = 0; day < days; day++)
        {
            for (var playlist = 0; playlist < playlists; playlist++)
            {
                var chart = charts[playlist];
                Change(chart);
                if (playlist != 2 || day != days / 2)
                {
                    yield return Snapshot(playlist, day, days, chart);
                }
            }
        }
    }

    private void Change(List<int> chart)
    {
        for (var swaps = _random.Next(4); swaps > 0; swaps--)
        {
            var from = _random.Next(chart.Count);
            var to = Math.Clamp(from + _random.Next(-5, 6), 0, chart.Count - 1);
            (chart[from], chart[to]) = (chart[to], chart[from]);
        }

        // One of few songs leaves and one of few comes, so that some return.
        if (_random.Next(3) > 0)
        {
            chart[_random.Next(chart.Count)] = _random.Next(AllSongs);
        }
    }

    private PlayedSnapshot Snapshot(int playlist, int day, int days, List<int> chart)
    {
        var tracks = chart.Select(song => PlayedEntry.From(
                Song(song, day, playlist), $"2026-09-{(song % 28) + 1:00}T12:00:00Z"))
            .ToList();
        if (playlist == 0)
        {
            tracks.Insert(3, new PlayedEntry("episode", "e1", "Talk about it", null, "2026-09-30T12:00:00Z", "u2"));
            tracks.Insert(6, new PlayedEntry("local", "", "My own file", null, "", ""));
            tracks.Insert(9, new PlayedEntry("missing", "", "", null, "2026-09-30T12:00:00Z", "u1"));
            tracks.Insert(10, new PlayedEntry("track", "", "Not to be had", null, "2026-09-30T12:00:00Z", "u1"));
        }

        return new PlayedSnapshot(
            $"p{playlist}",
            _first.AddDays(day),
            playlist == 1 && day > days / 2 ? "Renamed" : $"Playlist {playlist % 3}",
            [.. tracks]);
    }

    // The third playlist's files have another spelling of some songs, and not their popularity.
    private static PlayedSong Song(int song, int day, int playlist) => new(
        $"s{song:00}",
        $"Song {song}{(playlist == 2 && song % 9 == 0 ? ", live" : "")}{(song % 6 == 1 && day > 11 ? " (new)" : "")}",
        Album(song % AllAlbums, day),
        120_000 + (song * 1000),
        song % 8 == 7 ? null : song % 3 == 0,
        song % 10 == 4 || (playlist == 2 && song % 9 == 0) ? null : (song * 7 + day * 3) % 101,
        1 + (song % 2),
        1 + (song % 12),
        song % 13 == 5 ? "" : song >= 40 ? $"xx-{song - 40:0000000000}" : $"XX{song:0000000000}",
        [.. ArtistsOf(song).Select(artist => Artist(artist, day))]);

    private static IEnumerable<int> ArtistsOf(int song) => song switch
    {
        _ when song % 12 == 11 => [],
        _ when song % 4 == 0 => [song % AllArtists, (song + 3) % AllArtists, (song + 7) % AllArtists],
        _ when song % 4 == 1 => [(song * 5) % AllArtists, (song * 5 + 1) % AllArtists],
        _ => [song % AllArtists],
    };

    // A profile takes the place of another one, and one is renamed.
    private static PlayedArtist Artist(int artist, int day) =>
        new(artist == 9 && day > 9 ? "a29" : $"a{artist:00}", artist == 4 && day > 17 ? "Artist 4, renamed" : $"Artist {artist}");

    private static PlayedAlbum Album(int album, int day) => new(
        $"b{album:00}",
        album % 5 == 2 && day > 14 ? $"Album {album}, deluxe" : $"Album {album}",
        album % 3 == 0 ? "single" : "album",
        album switch
        {
            3 => "",
            _ when album % 3 == 0 => $"{1990 + album}",
            _ => $"{2010 + album}-0{1 + (album % 9)}-11",
        },
        album % 3 == 0 ? "year" : "day",
        8 + album,
        album == 5
            ? [new PlayedArtist("a99", "Various"), Artist(2, day)]
            : [Artist(album % AllArtists, day)]);
}

using Twin.Cli.Music;

namespace Twin.Tests.Cli.Music;

/// <summary>Made-up results of the named queries that charts are drawn from.</summary>
internal static class SyntheticMusic
{
    private static readonly string[] Changes = ["entry", "re-entry", "exit"];
    private static readonly DateOnly First = new(2026, 11, 1);

    /// <param name="name">Makes each name from its plain form.</param>
    /// <param name="years">The years with plays.</param>
    public static ImmutableArray<MusicQuery> All(
        int days, int playlists, Func<string, string> name, int years = 1)
    {
        var rows = MusicSection.All.ToDictionary(section => section.Query, _ => new List<object?[]>());
        for (var number = 1; number <= playlists; number++)
        {
            Add(rows, new Random(number), $"id{number}", name($"Playlist {number}"), days, name);
        }

        foreach (var one in Enumerable.Range(1, playlists))
        {
            foreach (var other in Enumerable.Range(1, playlists).Where(other => other != one))
            {
                rows["playlist_overlap"].Add(
                    [
                        $"id{one}", name($"Playlist {one}"), $"id{other}", name($"Playlist {other}"),
                        First.AddDays(days - 1), 30, 9, 0.3,
                    ]);
            }
        }

        SyntheticQuestions.Add(rows, First, days, playlists, name);
        return
        [
            .. MusicSection.All.Where(section => rows[section.Query].Count > 0)
                .Select(section => Query(section.Query, Columns(section), rows[section.Query])),
            Query("top_songs", ["playlist", "song"], [[name("Playlist 1"), name("Song 1")]]),
            .. SyntheticPlays.All(First.AddDays(days - 1), years, name),
        ];
    }

    public static MusicQuery Query(string name, ImmutableArray<string> columns, IEnumerable<object?[]> rows) => new(
        name,
        $"The question of {name}?",
        $"-- The question of {name}?\nSELECT 1 AS \"<b>\"",
        columns,
        [
            .. rows.Select(row => row
                .Select(cell => cell is DateOnly day
                    ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : Convert.ToString(cell, CultureInfo.InvariantCulture))
                .ToImmutableArray()),
        ]);

    // Of a query's columns, those that no chart needs are left out, but for these.
    private static ImmutableArray<string> Columns(MusicSection section) => section.Query switch
    {
        "turnover" => ["playlist_id", "playlist", "week", "songs", "entries", "exits", "turnover"],
        "explicit_share" => ["playlist_id", "playlist", "snapshot_date", "songs", "explicit_songs", "share"],
        "music_age" =>
            ["playlist_id", "playlist", "snapshot_date", "median_age_years", "oldest_year", "newest_year"],
        "playlist_overlap" =>
        [
            "playlist_id", "playlist", "other_playlist_id", "other_playlist", "snapshot_date", "songs", "shared_songs",
            "share",
        ],
        _ => section.Columns,
    };

    private static void Add(
        Dictionary<string, List<object?[]>> rows,
        Random random,
        string id,
        string playlist,
        int days,
        Func<string, string> name)
    {
        var order = Enumerable.Range(1, 40).ToList();
        for (var index = 0; index < days; index++)
        {
            var day = First.AddDays(index);
            for (var swap = 0; swap < 8; swap++)
            {
                var at = random.Next(order.Count - 1);
                (order[at], order[at + 1]) = (order[at + 1], order[at]);
            }

            rows["rank_history"].AddRange(order.Take(20).Select((song, rank) => new object?[]
            {
                id, playlist, day, rank + 1, $"id{song}", name($"Song {song}"), name($"Artist {song % 9}"),
            }));
            rows["entries_and_exits"].AddRange(
                Changes.Take(1 + (index % 3)).Select(change => new object?[]
                {
                    id, playlist, day, change, name($"Song {index}"), name("Artist"), 20,
                }));
            rows["artist_shares"].AddRange(Enumerable.Range(0, 9).Select(artist => new object?[]
            {
                id, playlist, day, name($"Artist {artist}"), 3, 0.02 + (random.NextDouble() / 10),
            }));
            rows["explicit_share"].Add([id, playlist, day, 40, 10, 0.2 + (random.NextDouble() / 10)]);
            rows["music_age"].Add([id, playlist, day, 4.5 + random.NextDouble(), 1961, 2026]);
            if (index % 7 == 0)
            {
                rows["turnover"].Add([id, playlist, day, 40, 4, 4, random.NextDouble() / 4]);
            }
        }

        rows["movers"].AddRange(Enumerable.Range(-9, 19).Select(places => new object?[]
        {
            id, playlist, First.AddDays(days - 1), name($"Song {places + 20}"), name("Artist"), 20 + places, 20, places,
        }));
        rows["longest_runs"].AddRange(Enumerable.Range(1, 15).Select(run => new object?[]
        {
            id, playlist, name($"Song {run}"), name("Artist"), Math.Max(1, days - run), First, First.AddDays(days - 1),
            run,
        }));
        rows["release_years"].AddRange(Enumerable.Range(1960, 67).Select(year => new object?[]
        {
            id, playlist, year, random.Next(1, 30),
        }));
    }
}

namespace Tests.Functions.Transform;

/// <summary>Plays that several sources tell of.</summary>
public sealed class PlayMatchTests
{
    private const string Before = "2022-11";
    private const string After = "2022-12";

    private static readonly DateTimeOffset Boundary = new(2022, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_record_has_the_values_that_it_lacks_from_the_nearest_play_of_the_api()
    {
        var lake = new PlayLake();
        lake.Import(After, Extended(100, "T", 7, album: null));
        var page = lake.Page("2022-12-02T00:00:00Z", [After], Api(96_000, "T"), Api(102_500, "T"), Api(100_000, "U"));

        await lake.RunAsync(page);

        const string Known = "Artist | Album | I | B | A | 5000 | - | -";
        Assert.Equal(
            [
                $"2022-12-01T00:01:36.000Z | - | track | T | Song T | {Known} | - | api",
                $"2022-12-01T00:01:40.000Z | - | track | U | Song U | {Known} | - | api",
                $"2022-12-01T00:01:40Z | 7 | track | T | Song T | {Known} | false | export",
            ],
            lake.Rows(After));
        // The first one ended before the only record, the other one with it.
        Assert.Equal(1, lake.Marker(After).Unmatched);
    }

    [Theory]
    [InlineData(5000, true)]
    [InlineData(5001, false)]
    public async Task Ends_are_at_most_five_seconds_apart_also_by_names(int distance, bool isOne)
    {
        var lake = new PlayLake();
        lake.Import(After, Small(60, "T", 7));

        await lake.RunAsync(lake.Page("2022-12-02T00:00:00Z", [After], Api(60_000 + distance, "T")));

        Assert.Equal(isOne ? 1 : 2, lake.Rows(After).Count);
        Assert.Equal(isOne ? "T" : "-", Row.Split(lake.Rows(After)[0])[3]);
    }

    [Fact]
    public async Task A_record_stands_once_however_many_exports_tell_of_it()
    {
        var lake = new PlayLake();
        var manifests = new[]
        {
            lake.Import(After, Extended(100, "T", 7), Extended(100, "T", 7, album: null), Extended(100, "T", 8)),
            lake.Import(After, Extended(100, "T", 7), Extended(100, null, 7), Extended(101, "T", 7)),
            lake.Import(After, Small(119, "T", 7), Small(119, "T", 9), Small(60, "T", 9), Small(120, "T", 7)),
        };

        await lake.RunAsync(manifests);

        Assert.Equal(
            [
                "2022-12-01T00:01:00Z | 9 | -", "2022-12-01T00:01:40Z | 7 | T", "2022-12-01T00:01:40Z | 8 | T",
                "2022-12-01T00:01:41Z | 7 | T", "2022-12-01T00:02:00Z | 7 | -",
            ],
            lake.Rows(After).Select(row => Row.Split(row)).Select(row => Row.Join([row[0], row[1], row[3]])));
    }

    [Fact]
    public async Task A_page_that_comes_while_the_month_beside_it_makes_its_month_is_known_to_both()
    {
        var lake = new PlayLake();
        await lake.RunAsync(lake.Page("2022-12-01T00:01:00Z", [After], Api(900, "U")));
        var import = lake.Import(Before, Extended(-1, "T", 7));
        IReadOnlyList<string> page = [];
        lake.S3.OnRead = key =>
        {
            if (page.Count == 0 && key == PlaysMarker.KeyOf(PlayedMonth.Parse(After)))
            {
                page = lake.Page("2022-12-01T00:02:00Z", [After], Api(500, "T"));
            }

            return null;
        };

        await lake.RunAsync(import);
        await lake.RunAsync(page);

        Assert.Equal("I", Row.Split(Assert.Single(lake.Rows(Before)))[7]);
        Assert.Equal("U", Row.Split(Assert.Single(lake.Rows(After)))[3]);
    }

    [Theory]
    [InlineData(ImportZone.RecordsName)]
    [InlineData("page-00000.json")]
    public async Task A_damaged_month_does_not_stop_the_one_beside_it_and_matches_it_when_it_is_repaired(string damaged)
    {
        var lake = new PlayLake();
        var import = lake.Import(Before, Extended(-1, "T", 7));
        lake.Page("2022-11-06T00:00:00Z", [Before], Api(-2_000_000_000, "U"));
        var key = lake.S3.KeysOf(TransformedSnapshot.Raw)
            .Single(key => key.EndsWith(damaged, StringComparison.Ordinal));
        var sound = lake.S3[TransformedSnapshot.Raw, key];
        lake.S3.Remove(TransformedSnapshot.Raw, key);

        await lake.RunAsync(lake.Page("2022-12-01T00:02:00Z", [After], Api(500, "T"), Api(900_000, "U")));

        Assert.Equal("U", Row.Split(lake.Rows(After)[^1])[3]);
        Assert.Single(lake.Invocation.Lines, line => line.Contains(key, StringComparison.Ordinal));

        lake.S3[TransformedSnapshot.Raw, key] = sound;
        await lake.RunAsync(import);

        Assert.Equal("I", Row.Split(lake.Rows(Before)[^1])[7]);
        Assert.Equal("U", Row.Split(Assert.Single(lake.Rows(After)))[3]);
    }

    [Fact]
    public void Imports_and_pages_around_the_end_of_a_month_give_the_same_in_every_order()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        for (var game = 0; game < 25; game++)
        {
            var random = new Random(seed + game);
            var plays = Enumerable.Range(0, random.Next(4, 16)).Select(_ => new MadeUp(random)).ToList();
            var (api, exports) = (plays.Where(play => play.IsApi).ToList(), plays.Where(play => !play.IsApi).ToList());
            Action<PlayLake, List<string>>[] events =
            [
                Importing(exports, Before, half: 0), Importing(exports, Before, half: 1), Importing(exports, After, 0),
                Paging("2022-12-01T00:10:00Z", api[..(api.Count * 2 / 3)]),
                Paging("2022-12-01T00:20:00Z", api[(api.Count / 3)..]),
            ];
            var expected = new NaiveMonths(plays);
            for (var order = 0; order < 12; order++)
            {
                var lake = new PlayLake();
                Play(lake, random, events);
                AssertRows(expected.Of(Before), lake, Before, $"seed {seed + game}, order {order}");
                AssertRows(expected.Of(After), lake, After, $"seed {seed + game}, order {order}");
            }
        }
    }

    /// <summary>Stores imports and pages in a random order, and handles the event of each manifest once at some later
    /// time, also while another one is being handled.</summary>
    private static void Play(PlayLake lake, Random random, Action<PlayLake, List<string>>[] events)
    {
        random.Shuffle(events);
        var (toStore, toHandle, depth) = (new Queue<Action<PlayLake, List<string>>>(events), new List<string>(), 0);
        lake.S3.OnCall = () =>
        {
            if (depth < 3 && random.Next(15) == 0)
            {
                Step();
            }
        };
        while (toStore.Count + toHandle.Count > 0)
        {
            Step();
        }

        void Step()
        {
            if (toStore.Count > 0 && (toHandle.Count == 0 || random.Next(2) == 0))
            {
                toStore.Dequeue()(lake, toHandle);
            }
            else if (toHandle.Count > 0)
            {
                var manifest = toHandle[random.Next(toHandle.Count)];
                toHandle.Remove(manifest);
                depth++;
                lake.RunAsync(manifest).GetAwaiter().GetResult();
                depth--;
            }
        }
    }

    private static void AssertRows(IReadOnlyList<string> expected, PlayLake lake, string month, string name)
    {
        var exists = lake.S3.KeysOf(TransformedSnapshot.Processed)
            .Contains(Tables.Plays.Key(PlayedMonth.Parse(month), TableFormat.Csv));
        var actual = exists
            ? lake.Rows(month).Select(row => Row.Split(row)).Select(row => Row.Join([row[0], row[1], row[3], row[7]]))
            : [];
        Assert.True(
            expected.SequenceEqual(actual),
            $"{name}: {month} must be\n{string.Join('\n', expected)}\nand is\n{string.Join('\n', actual)}");
    }

    // The halves overlap.
    private static Action<PlayLake, List<string>> Importing(List<MadeUp> exports, string month, int half) =>
        (lake, manifests) =>
        {
            var records = exports
                .Where((play, index) => play.Month == month && (month == After || index % 3 != half))
                .Select(play => play.Json)
                .ToList();
            if (records.Count > 0)
            {
                manifests.Add(lake.Import(month, records));
            }
        };

    private static Action<PlayLake, List<string>> Paging(string time, List<MadeUp> api) => (lake, manifests) =>
    {
        if (api.Count > 0)
        {
            manifests.AddRange(lake.Page(
                time, [.. api.Select(play => play.Month).Distinct()], [.. api.Select(play => play.Json)]));
        }
    };

    private static string Extended(int second, string? id, int msPlayed, string? album = "Album") =>
        $$"""{"ts":"{{Boundary.AddSeconds(second):yyyy-MM-dd'T'HH:mm:ss'Z'}}","ms_played":{{msPlayed}},{{(
            id is null ? "" : $"\"spotify_track_uri\":\"spotify:track:{id}\",")}}"master_metadata_track_name":"Song T","""
        + $$"""
        "master_metadata_album_artist_name":"Artist",{{(
            album is null ? "" : $"\"master_metadata_album_album_name\":\"{album}\",")}}"skipped":false}
        """;

    private static string Small(int second, string song, int msPlayed) =>
        $$"""{"endTime":"{{Boundary.AddSeconds(second):yyyy-MM-dd HH:mm}}","msPlayed":{{msPlayed}},"artistName":"Artist","""
        + $$"""
        "trackName":"Song {{song}}"}
        """;

    private static string Api(int millisecond, string id) =>
        $$$"""{"played_at":"{{{Boundary.AddMilliseconds(millisecond):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}}","context":null,"""
        + $$$"""
        "track":{"id":"{{{id}}}","name":"Song {{{id}}}","type":"track","duration_ms":5000,"external_ids":{"isrc":"I"},
         "artists":[{"id":"A","name":"Artist"}],"album":{"id":"B","name":"Album"} } }
        """;

    /// <summary>A play within some seconds of the boundary, of one of two songs.</summary>
    private sealed class MadeUp
    {
        public MadeUp(Random random)
        {
            IsApi = random.Next(2) == 0;
            Song = random.Next(2) == 0 ? "T" : "U";
            End = random.Next(-12, 12) * 1000 + (IsApi ? random.Next(4) * 250 : 0);
            MsPlayed = random.Next(2);
            Json = IsApi ? Api((int)End, Song) : Extended((int)(End / 1000), Song, MsPlayed);
        }

        public bool IsApi { get; }

        public string Song { get; }

        public long End { get; }

        public int MsPlayed { get; }

        public string Json { get; }

        public string Month => End < 0 ? Before : After;

        public string PlayedAt => Boundary.AddMilliseconds(End).ToString(
            IsApi ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>The rows of both months as they are described: every pair is tried, the nearest first.</summary>
    private sealed class NaiveMonths(IEnumerable<MadeUp> plays)
    {
        private readonly List<MadeUp> _distinct =
            [.. plays.DistinctBy(play => (play.IsApi, play.End, play.Song, play.IsApi ? 0 : play.MsPlayed))];

        public IReadOnlyList<string> Of(string month)
        {
            var pairs =
                from record in _distinct
                where !record.IsApi
                from play in _distinct
                where play.IsApi && play.Song == record.Song && Math.Abs(play.End - record.End) <= 5000
                orderby Math.Abs(play.End - record.End), record.End, record.MsPlayed, play.End
                select (record, play);
            var used = new HashSet<MadeUp>();
            foreach (var (record, play) in pairs)
            {
                if (!used.Contains(record) && !used.Contains(play))
                {
                    used.UnionWith([record, play]);
                }
            }

            return
            [
                .. _distinct
                    .Where(play => play.Month == month && !(play.IsApi && used.Contains(play)))
                    .OrderBy(play => play.End)
                    .ThenBy(play => play.PlayedAt, StringComparer.Ordinal)
                    .ThenBy(play => play.IsApi ? -1 : play.MsPlayed)
                    .ThenBy(play => play.Song, StringComparer.Ordinal)
                    .Select(play => Row.Format(
                        play.PlayedAt,
                        play.IsApi ? null : play.MsPlayed,
                        play.Song,
                        play.IsApi || used.Contains(play) ? "I" : null)),
            ];
        }
    }
}

using Twin.Host.History;

namespace Twin.Tests.Host.History;

public sealed class HistoryRunTests : FolderTest
{
    private const string Other = "6rqhFgbbKwnb9MLmUQDhG6";
    private static readonly string[] Personal =
        ["203.0.113.7", "listener.made.up", "agent/1", "made-up phone", "\"AQ\"", "a secret"];

    [Fact]
    public async Task A_run_gives_the_plays_of_mixed_and_overlapping_exports_and_nothing_else_of_them()
    {
        var random = new Random(7);
        var extended = Enumerable.Range(0, 300).Select(_ => Record(random)).ToList();
        var again = extended.Where(_ => random.Next(3) == 0).ToList();
        var small = extended.Where(_ => random.Next(3) == 0).Select(Small).Append(Lone).ToList();
        var zip = Folder.Write("export.zip", Exports.Zip(
            ("Spotify Extended Streaming History/Streaming_History_Audio_2014-2024_0.json", Json(extended)),
            ("Spotify Extended Streaming History/Streaming_History_Video_2014-2024.json", Json(again)),
            ("ReadMe.pdf", "%PDF")));
        Folder.Write("MyData/StreamingHistory_music_0.json", Json(small));
        Folder.Write("MyData/StreamingHistory_music_1.json", "[{\"endTime\":\"203.0.113.7\"}]");
        Folder.Write("MyData/Userdata.json", "{\"email\":\"listener.made.up\"}");

        using var run = await TestRun.RunAsync(TestRun.Small with
        {
            History = new ExportOptions([zip, Path.Combine(Folder.Root, "MyData")], KeepsPrivateSessions: false),
        });

        Assert.Empty(run.Record.Failures);
        Assert.Empty(run.Record.Denied);
        Assert.Empty(run.Record.Playlists);
        var expected = Expected([.. extended, .. again], small);
        Assert.Equal(expected, Plays(run));
        var all = run.Record.History!.Plays[^1];
        Assert.Equal(
            ("all", expected.Count, extended.Count + again.Count + small.Count - expected.Count),
            (all.Kind, (int)all.Plays, (int)run.Record.History.Duplicates!));
        Assert.Equal(
            ["MyData/StreamingHistory_music_1.json, record 0: 'endTime' is missing, or not as Spotify writes it. "
                + "The record was left out."],
            run.Record.Warnings);
        Assert.Equal(all.LastDay, run.Record.EndedAt.AddDays(-1).ToString("yyyy-MM-dd", null));

        // The role for imports was used for all that it may.
        Assert.DoesNotContain(run.Record.UnusedPermissions, unused => unused.Role == "spotify-dev-import");
        foreach (var file in Directory.EnumerateFiles(run.Folder, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.All(Personal, one => Assert.DoesNotContain(one, text, StringComparison.Ordinal));
        }

        var report = File.ReadAllText(Path.Combine(run.Folder, HtmlReport.FileName));
        Assert.Contains("StreamingHistory_music_1.json", report, StringComparison.Ordinal);
        Assert.Contains("listening_days", report, StringComparison.Ordinal);
        Assert.DoesNotContain("rank_history", report.Split("<h2 id=\"run\"")[0], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(run.Folder, "queries", "rank_history.csv")));
    }

    [Fact]
    public async Task The_record_tells_what_the_months_markers_count_and_what_is_rejected_is_no_duplicate()
    {
        var month = new PlayedMonth(2010, 1);
        Folder.Write(
            $"s3/spotify-dev-processed/{PlaysMarker.KeyOf(month)}",
            new PlaysMarker(
                1, $"{month}", "", "csv", [], new MarkedTable("", 0, 0, ""), 3, new MarkedRejections("", 2, ""))
                .ToUtf8());
        var file = Folder.Write(
            "StreamingHistory0.json", Exports.Array(Enumerable.Repeat(Exports.Short("2020-04-11 00:27"), 6)));
        var lines = new List<string>();

        var run = await new TwinRun(
            TestRun.Small with { History = new ExportOptions([file], false), Until = RunStage.Publish },
            TimeProvider.System)
        {
            Functions = InProcessFunctions.Instance,
            OnEntry = entry => lines.Add(entry.Text),
        }.RunAsync(Path.Combine(Folder.Root, "s3"), Cancel);

        Assert.Empty(run.Record.Failures);
        Assert.Equal((2, (int?)3), (run.Record.Rejected, run.Record.Unmatched));
        Assert.Equal(3, run.Record.History!.Duplicates);
        Assert.Contains("6 records in 1 file of an export, 2020-04 to 2020-04, stripped", lines);
        Assert.Contains("1 month imported as spotify-dev-import", lines);
    }

    private static Play Lone => new("2019-07-01 10:00", "Song 9", "", 1000);

    private static Play Record(Random random)
    {
        // Few different values, so that plays meet in all but one of them.
        var time = new DateTime(2019, 12, 31, 23, 58, 0).AddSeconds(random.Next(300)).AddYears(random.Next(2) * -5);
        var song = random.Next(3);
        return new Play(
            time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), $"Song {song}", song == 0 ? "" : song == 1 ? Exports.Song : Other,
            1000 * random.Next(3));
    }

    private static Play Small(Play play) => play with { Time = play.Time[..16].Replace('T', ' '), Id = "" };

    private static string Json(IEnumerable<Play> plays) => Exports.Array(plays.Select(play => play.IsSmall
        ? Exports.Short(play.Time, play.Played, play.Song)
        : Exports.Extended(play.Time, play.Played,
            $"\"master_metadata_track_name\":\"{play.Song}\",\"secret\":\"a secret\",\"spotify_track_uri\":"
            + (play.Id.Length == 0 ? "null" : $"\"spotify:track:{play.Id}\""))));

    // The same second, id (else names) and length are one play; one of the small export is none beside an extended one
    // of the same minute, names and length.
    private static List<string> Expected(IEnumerable<Play> extended, IEnumerable<Play> small)
    {
        var plays = extended.Distinct().ToList();
        return
        [
            .. plays
                .Concat(small.Distinct().Where(one => !plays.Exists(play => Small(play) == one)))
                .Select(play => $"{play.Time[..10]} {play.Time[11..16]}{(play.IsSmall ? ":00" : play.Time[16..19])}|"
                    + $"{play.Played}|{(play.Id.Length > 0 || play.IsSmall ? "track" : "local")}|{play.Id}|{play.Song}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private static List<string> Plays(TestRun run)
    {
        using var athena = AthenaEngine.Open(
            run.Outcome.Catalog, OutputFolder.BucketsOf(run.Folder), new FakeTimeProvider(run.Record.EndedAt));
        return
        [
            .. athena.Execute(
                """
                SELECT date_format(played_at, '%Y-%m-%d %H:%i:%s'), ms_played, kind, coalesce(song_id, ''), song
                FROM play_history
                """,
                run.Outcome.Catalog.Databases.Single(),
                Cancel).Rows.Select(row => string.Join('|', row)).Order(StringComparer.Ordinal),
        ];
    }

    private sealed record Play(string Time, string Song, string Id, int Played)
    {
        public bool IsSmall => Time[10] == ' ';
    }
}

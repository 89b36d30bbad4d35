namespace Tests.Functions.Transform;

/// <summary>The rows of table <c>plays</c>, of one source at a time.</summary>
public sealed class PlayRowTests
{
    [Theory]
    [InlineData(
        """{"ts":"2022-12-05T16:52:33Z","ms_played":1234,"spotify_track_uri":"spotify:track:T","master_metadata_track_name":"Söng \"x\"","master_metadata_album_artist_name":"A","master_metadata_album_album_name":"B","skipped":true}""",
        "2022-12-05T16:52:33Z | 1234 | track | T | Söng \"x\" | A | B | - | - | - | - | - | - | true | export")]
    [InlineData(
        """{"ts":"2022-12-05T16:52:33Z","ms_played":0,"spotify_episode_uri":"spotify:episode:E","episode_name":"One","episode_show_name":"Show","skipped":false}""",
        "2022-12-05T16:52:33Z | 0 | episode | E | One | - | Show | - | - | - | - | - | - | false | export")]
    [InlineData(
        """{"ts":"2022-12-05T16:52:33Z","ms_played":7,"audiobook_chapter_uri":"spotify:episode:C","audiobook_chapter_title":"Chapter","audiobook_title":"Book"}""",
        "2022-12-05T16:52:33Z | 7 | audiobook | C | Chapter | - | Book | - | - | - | - | - | - | - | export")]
    [InlineData(
        """{"ts":"2022-12-05T16:52:33Z","ms_played":7,"master_metadata_track_name":"file.mp3","master_metadata_album_artist_name":"A"}""",
        "2022-12-05T16:52:33Z | 7 | local | - | file.mp3 | A | - | - | - | - | - | - | - | - | export")]
    [InlineData(
        """{"ts":"2022-12-05T16:52:33Z","spotify_track_uri":"spotify:local:A:B:file:12"}""",
        "2022-12-05T16:52:33Z | - | local | - | - | - | - | - | - | - | - | - | - | - | export")]
    [InlineData(
        """{"ts":"2022-12-05T16:52:33Z","ms_played":"many","skipped":1}""",
        "2022-12-05T16:52:33Z | - | missing | - | - | - | - | - | - | - | - | - | - | - | export")]
    [InlineData(
        """{"endTime":"2022-12-05 16:52","msPlayed":9,"artistName":"A","trackName":"S"}""",
        "2022-12-05T16:52:00Z | 9 | track | - | S | A | - | - | - | - | - | - | - | - | export")]
    [InlineData(
        """{"endTime":"2022-12-05 16:52","msPlayed":9,"podcastName":"Show","episodeName":"One"}""",
        "2022-12-05T16:52:00Z | 9 | episode | - | One | - | Show | - | - | - | - | - | - | - | export")]
    public async Task A_record_of_an_export_is_a_row(string record, string row)
    {
        var lake = new PlayLake();

        await lake.RunAsync(lake.Import("2022-12", record));

        Assert.Equal([row], lake.Rows("2022-12"));
    }

    [Theory]
    [InlineData("track", "2022-12-05T16:52:33.120Z")]
    [InlineData("item", "2022-12-05T16:52:33Z")]
    public async Task A_play_of_the_api_is_a_row_under_both_names_of_its_item(string name, string playedAt)
    {
        var lake = new PlayLake();

        await lake.RunAsync(lake.Page(
            "2022-12-06T00:00:00Z",
            ["2022-12"],
            $$$"""
            {"played_at":"{{{playedAt}}}","context":{"type":"album","uri":"spotify:album:B","href":null},"{{{name}}}":
             {"id":"T","uri":"u","name":"Song","type":"track","duration_ms":5000,"external_ids":{"isrc":"I"},
              "artists":[{"id":"A","name":"One"},{"id":"Z","name":"Two"}],"album":{"id":"B","name":"Album"} }}
            """,
            """{"played_at":"2022-12-31T23:59:59.999Z","context":null,"track":null}""",
            """{"played_at":"2023-01-01T00:00:00.000Z","context":null,"track":null}"""));

        Assert.Equal(
            [
                $"{playedAt} | - | track | T | Song | One | Album | I | B | A | 5000 | album | spotify:album:B "
                + "| - | api",
                "2022-12-31T23:59:59.999Z | - | missing | - | - | - | - | - | - | - | - | - | - | - | api",
            ],
            lake.Rows("2022-12"));
    }

    [Fact]
    public async Task A_local_track_of_the_api_has_its_first_artist_by_name()
    {
        var lake = new PlayLake();

        await lake.RunAsync(lake.Page(
            "2022-12-06T00:00:00Z",
            ["2022-12"],
            """
            {"played_at":"2022-12-05T16:52:33Z","context":null,"track":{"id":null,"name":"Song","is_local":true,
             "artists":[{"id":null,"name":"One"},{"id":"Z","name":"Two"}]} }
            """));

        Assert.Equal(
            ["2022-12-05T16:52:33Z | - | local | - | Song | One | - | - | - | - | - | - | - | - | api"],
            lake.Rows("2022-12"));
    }

    [Fact]
    public async Task Records_that_cannot_be_read_are_kept_with_place_and_reason()
    {
        var lake = new PlayLake();
        var import = lake.Import(
            "2022-12",
            """{"ts":"2022-12-05T16:52:33Z"}""",
            """{"ts":"2023-01-05T16:52:33Z"}""",
            """{"ts":"yesterday"}""",
            """{"ts":"2022-12-05T16:52:33Z"} {}""",
            """{"ms_played":1}""",
            "5 ");
        var page = lake.Page("2022-12-06T00:00:00Z", ["2022-12"], "{}", "7", """{"played_at":"now"}""");

        var report = Assert.Single((await lake.RunAsync(import)).Months);

        Assert.Equal(new MonthReport("2022-12", 1, 8, 0), report);
        var rejected = lake.S3[TransformedSnapshot.Processed, "rejected/played_month=2022-12/plays.jsonl"];
        Assert.Equal(
            [
                "records.jsonl | 0 | it is not a line of JSON | null",
                """records.jsonl | 1 | it has neither ts nor endTime | {"ms_played":1}""",
                "records.jsonl | 3 | it is not a line of JSON | null",
                """records.jsonl | 4 | its end is not in the month 2022-12 | {"ts":"2023-01-05T16:52:33Z"}""",
                """records.jsonl | 5 | its ts is not a time | {"ts":"yesterday"}""",
                "page-00000.json | 0 | it has no played_at | {}",
                "page-00000.json | 1 | it is a number and no object | 7",
                """page-00000.json | 2 | its played_at is not a time | {"played_at":"now"}""",
            ],
            Encoding.UTF8.GetString(rejected).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonElement.Parse(line))
                .Select(line => Row.Format(
                    line.GetProperty("page").GetString()!.Split('/')[^1],
                    line.GetProperty("position").GetInt32(),
                    line.GetProperty("reason").GetString(),
                    line.GetProperty("record").GetRawText())));
        var marked = lake.Marker("2022-12");
        Assert.Equal([import, .. page], marked.Manifests);
        Assert.Equal((8, Convert.ToHexStringLower(SHA256.HashData(rejected))),
            (marked.Rejected!.Records, marked.Rejected.Sha256));
        Assert.Equal([8], lake.Output.GetValues(LakeMetrics.RejectedRecords));
    }
}

using Twin.Host.History;

namespace Twin.Tests.Host.History;

public sealed class StrippedExportTests : FolderTest
{
    private const string Time = "2020-04-11T00:27:53Z";
    private const string Kept =
        $$"""
        {"ts":"{{Time}}","ms_played":180000,"spotify_track_uri":"spotify:track:{{Exports.Song}}","master_metadata_track_name":"Song","master_metadata_album_artist_name":"Artist","master_metadata_album_album_name":"Album"}
        """;

    [Fact]
    public void A_record_keeps_its_known_fields_in_one_order_and_the_others_are_counted_by_name()
    {
        using var export = Read(Exports.Extended(Time, members: "\"new\":{\"ts\":\"2020\",\"a\":[1]}, \"new\":2"));

        Assert.Equal([Kept], Exports.Lines(export));
        Assert.Equal(
            [
                ("new", 2), ("conn_country", 1), ("incognito_mode", 1), ("ip_addr_decrypted", 1), ("platform", 1),
                ("user_agent_decrypted", 1), ("username", 1),
            ],
            export.Summary.Dropped.Select(field => (field.Field, (int)field.Count)));
        Assert.Empty(export.Warnings);
    }

    [Theory]
    [InlineData("""{"endTime":"2022-12-05 16:52","msPlayed":0,"artistName":"A","trackName":"T"}""")]
    [InlineData("""{"endTime":"2022-12-05 16:53","msPlayed":7,"podcastName":"P","episodeName":"E"}""")]
    [InlineData("""{"ts":"2008-10-01T00:00:00Z","ms_played":1,"spotify_episode_uri":"spotify:episode:4uLU6hMCjMI75M1A2tKUQC","skipped":true}""")]
    [InlineData("""{"ts":"2024-01-01T00:00:00Z","ms_played":1,"audiobook_chapter_uri":"spotify:chapter:4uLU6hMCjMI75M1A2tKUQC","audiobook_chapter_title":"1","audiobook_title":"B"}""")]
    [InlineData("""{"ts":"2024-01-01T00:00:00Z","ms_played":1,"spotify_track_uri":"spotify:local:a:b:c:7"}""")]
    [InlineData("""{"ts":"2024-01-01T00:00:00Z","ms_played":1,"master_metadata_track_name":"\"q\" \\ \u0001 é 🎧"}""")]
    public void A_record_of_every_kind_keeps_its_values(string record)
    {
        using var export = Read(record);

        Assert.Equal([record], Exports.Lines(export));
    }

    [Fact]
    public void A_text_has_the_same_bytes_however_its_export_escapes_it()
    {
        using var export = Read(
            """{"ts":"2024-01-01T00:00:00Z","ms_played":1,"master_metadata_track_name":"a\u00e9\ud83c\udfa7\/"}""",
            """{"ms_played":1,"master_metadata_track_name":"aé🎧/","t\u0073":"2024-01-01T00:00:00Z"}""");

        Assert.Single(Exports.Lines(export).Distinct());
    }

    [Theory]
    [InlineData("ts", """{"ms_played":1}""")]
    [InlineData("ts", """{"ts":null,"ms_played":1}""")]
    [InlineData("ts", """{"ts":"2020-02-30T00:00:00Z","ms_played":1}""")]
    [InlineData("ts", """{"ts":"2020-02-03 00:00:00","ms_played":1}""")]
    [InlineData("ts", """{"ts":"2008-09-30T23:59:59Z","ms_played":1}""")]
    [InlineData("ts", """{"ts":"2999-01-01T00:00:00Z","ms_played":1}""")]
    [InlineData("ts", """{"ts":{"secret":1},"ms_played":1}""")]
    [InlineData("endTime", """{"endTime":"yesterday","msPlayed":1}""")]
    [InlineData("endTime", """{"endTime":"2022-12-05 16:52:01","msPlayed":1}""")]
    [InlineData("msPlayed", """{"endTime":"2022-12-05 16:52"}""")]
    [InlineData("ms_played", """{"ts":"2020-04-11T00:27:53Z"}""")]
    [InlineData("ms_played", """{"ts":"2020-04-11T00:27:53Z","ms_played":-1}""")]
    [InlineData("ms_played", """{"ts":"2020-04-11T00:27:53Z","ms_played":1.5}""")]
    [InlineData("ms_played", """{"ts":"2020-04-11T00:27:53Z","ms_played":"1"}""")]
    [InlineData("spotify_track_uri", """{"ts":"2020-04-11T00:27:53Z","ms_played":1,"spotify_track_uri":"203.0.113.7"}""")]
    [InlineData("spotify_track_uri", """{"ts":"2020-04-11T00:27:53Z","ms_played":1,"spotify_track_uri":"spotify:track:short"}""")]
    [InlineData("spotify_episode_uri", """{"ts":"2020-04-11T00:27:53Z","ms_played":1,"spotify_episode_uri":"spotify:user:4uLU6hMCjMI75M1A2tKUQC"}""")]
    [InlineData("master_metadata_track_name", """{"ts":"2020-04-11T00:27:53Z","ms_played":1,"master_metadata_track_name":["203.0.113.7"]}""")]
    [InlineData("master_metadata_track_name", """{"ts":"2020-04-11T00:27:53Z","ms_played":1,"master_metadata_track_name":"\ud800"}""")]
    [InlineData("skipped", """{"ts":"2020-04-11T00:27:53Z","ms_played":1,"skipped":"no"}""")]
    [InlineData("incognito_mode", """{"ts":"2020-04-11T00:27:53Z","ms_played":1,"incognito_mode":1}""")]
    public void A_record_that_is_not_as_Spotify_writes_it_is_named_by_its_place_and_field(string field, string record)
    {
        using var export = Read(Exports.Extended(Time), record);

        Assert.Equal([Kept], Exports.Lines(export));
        Assert.Equal(
            [$"export.json, record 1: '{field}' is missing, or not as Spotify writes it. The record was left out."],
            export.Warnings);
    }

    [Fact]
    public void Twenty_broken_records_of_a_file_are_named_and_the_others_are_counted()
    {
        using var export = Read([Exports.Extended(Time), .. Enumerable.Repeat("{}", 25)]);

        Assert.Equal((21, 25), (export.Warnings.Length, (int)export.Summary.Broken));
        Assert.Equal("export.json: 5 more records like these, left out too.", export.Warnings[^1]);
    }

    [Theory]
    [InlineData("""[RECORD""", "it is cut short, or broken JSON. Read before that: 1 record.")]
    [InlineData("""[RECORD,{"ts":"20""", "it is cut short, or broken JSON. Read before that: 1 record.")]
    [InlineData("""[RECORD] trailing""", "it is cut short, or broken JSON. Read before that: 1 record.")]
    [InlineData("""[RECORD,7]""", "it is no JSON array of records. Read before that: 1 record.")]
    public void A_broken_file_is_named_and_what_was_read_before_is_kept(string text, string warning)
    {
        using var export = Exports.Read(
            Write(text.Replace("RECORD", Exports.Extended(Time), StringComparison.Ordinal)));

        Assert.Equal([Kept], Exports.Lines(export));
        Assert.Equal([$"export.json: {warning}"], export.Warnings);
    }

    [Fact]
    public void A_record_of_more_than_4_MB_ends_its_file()
    {
        using var export = Read(
            Exports.Extended(Time),
            Exports.Extended(Time, members: $"\"x\":\"{new string('x', 4 << 20)}\""),
            Exports.Extended(Time));

        Assert.Single(Exports.Lines(export));
        Assert.Equal(
            ["export.json: a record has more than 4 MB. Read before that: 1 record."], export.Warnings);
    }

    [Fact]
    public void Records_that_no_buffer_has_the_whole_of_are_read_once()
    {
        var filler = $"\"x\":\"{new string('x', 100_000)}\"";

        using var export = Read(Enumerable.Range(10, 40).Select(second =>
            Exports.Extended($"2020-04-11T00:00:{second}Z", members: filler)));

        Assert.Equal(40, Exports.Lines(export).Distinct().Count());
        Assert.Equal(40, export.Summary.Dropped.Single(field => field.Field == "x").Count);
    }

    [Fact]
    public void An_empty_text_is_none()
    {
        using var export = Read(Exports.Extended(Time, members: """
            "spotify_episode_uri":"","audiobook_title":""
            """));

        Assert.Equal([Kept], Exports.Lines(export));
    }

    [Fact]
    public void A_name_that_is_no_Unicode_is_dropped_also_in_the_place_of_another_one()
    {
        using var export = Read($$"""{"abcdef":1,{{Kept[1..]}}""", $$"""{"\ud800":1,{{Kept[1..]}}""");

        Assert.Equal([Kept, Kept], Exports.Lines(export));
        Assert.Equal(["(not Unicode)", "abcdef"], export.Summary.Dropped.Select(field => field.Field));
    }

    [Theory]
    [InlineData(false, 1, 3)]
    [InlineData(true, 4, 0)]
    public void Private_sessions_are_left_out_unless_they_are_asked_for(bool keeps, int records, int left)
    {
        var others = string.Concat(Enumerable.Range(0, 60).Select(i => $"\"{i}\":1,"));
        var file = Write(Exports.Array(
            $$"""{{{others}}{{Kept[1..]}}""",
            Exports.Extended(Time, members: "\"incognito_mode\":true"),
            Exports.Extended(Time, members: "\"incognito_mode\":true,\"incognito_mode\":false"),
            $$"""{"incognito_mode":true,{{Kept[1..]}}"""));

        using var export = StrippedExport.Read(new ExportOptions([file], keeps), TimeProvider.System, Cancel);

        Assert.Equal((records, left), ((int)export.Summary.Records, (int)export.Summary.PrivateSessions));
    }

    [Fact]
    public void Of_very_many_fields_the_first_are_told_apart_and_long_names_are_cut()
    {
        var members = string.Join(",", Enumerable.Range(0, 200).Select(i => $"\"{i:000}{new string('n', 500)}\":1"));

        using var export = Read(Exports.Extended(Time, members: members));

        Assert.Equal(51, export.Summary.Dropped.Length);
        Assert.Equal(156, export.Summary.Dropped[0].Count);
        Assert.All(export.Summary.Dropped, field => Assert.InRange(field.Field.Length, 1, 61));
    }

    [Fact]
    public void Nothing_that_is_dropped_is_in_the_temporary_folder_which_is_private_and_deleted()
    {
        var export = Read(
            Exports.Extended(Time), """{"ts":"2020-04-11T00:27:53Z","ms_played":{"ip":"203.0.113.7"}}""");
        var folder = export.Folder;
        _ = Exports.Lines(export);
        Assert.Single(Directory.GetFiles(folder), file => !Path.GetFileName(file).StartsWith('.'));

        var written = File.ReadAllText(Path.Combine(folder, "2020-04"));
        Assert.Contains("Song", written, StringComparison.Ordinal);
        Assert.All(
            (string[])["203.0.113.7", "listener.made.up", "agent/1", "made-up phone", "AQ"],
            personal => Assert.DoesNotContain(personal, written, StringComparison.Ordinal));
        Assert.True(OperatingSystem.IsWindows() || PrivateFolder.IsPrivate(folder));
        export.Dispose();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void The_same_records_in_another_order_have_the_same_hash()
    {
        string[] records = [Exports.Extended(Time), Exports.Short("2020-04-12 10:00"), Exports.Extended(Time, 7)];
        using var one = Read(records);
        using var other = Read(records.Reverse());
        var month = new PlayedMonth(2020, 4);

        var manifest = one.Read(month).Manifest;

        Assert.Equal(manifest, other.Read(month).Manifest);
        Assert.Equal(
            (3, Convert.ToHexStringLower(SHA256.HashData(one.Read(month).Records))),
            (manifest.Records, manifest.Sha256));
    }

    [Fact]
    public void An_export_without_a_play_is_refused_with_what_was_wrong()
    {
        var refused = Assert.Throws<InputException>(() => Read("{}"));

        Assert.Contains("No play could be read", refused.Message, StringComparison.Ordinal);
        Assert.Contains("export.json, record 0: 'ts'", refused.Message, StringComparison.Ordinal);
    }

    private StrippedExport Read(params IEnumerable<string> records) =>
        Exports.Read(Write(Exports.Array(records)));

    private string Write(string text) => Folder.Write("export.json", text);
}

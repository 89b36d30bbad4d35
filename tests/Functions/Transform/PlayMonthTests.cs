namespace Tests.Functions.Transform;

/// <summary>The file and the marker of a month, in whatever order and how often its events come.</summary>
public sealed class PlayMonthTests
{
    private const string Month = "2022-12";
    private const string FileKey = "plays/played_month=2022-12/plays.csv";
    private const string MarkerKey = "_plays/played_month=2022-12/plays.json";

    [Fact]
    public async Task A_month_is_made_once_from_all_its_imports_and_pages()
    {
        var lake = new PlayLake();
        string[] manifests =
        [
            lake.Import(Month, Record(1)), lake.Import(Month, Record(1), Record(2)),
            .. lake.Page("2022-12-06T00:00:00Z", [Month], """{"played_at":"2022-12-05T00:00:00Z","track":null}"""),
        ];

        var report = await lake.RunAsync(manifests);

        Assert.Equal([new MonthReport(Month, 3, 0, 0)], report.Months);
        Assert.Equal([FileKey, MarkerKey], lake.S3.Written);
        Assert.Equal(manifests.Order(StringComparer.Ordinal), lake.Marker(Month).Manifests);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(lake.Bytes(Month))), lake.Marker(Month).Table.Sha256);
        Assert.Contains("\"event\":\"month transformed\"", lake.Invocation.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeats_write_nothing_and_overlaps_only_the_marker_and_metrics_tell_what_is_new()
    {
        var lake = new PlayLake();
        var first = lake.Import(Month, Record(1), Record(2));
        await lake.RunAsync(first);
        lake.S3.Written.Clear();

        await lake.RunAsync(first);
        Assert.Empty(lake.S3.Written);

        await lake.RunAsync(lake.Import(Month, Record(2)));
        Assert.Equal([MarkerKey], lake.S3.Written);
        Assert.Equal(2, lake.Marker(Month).Manifests.Count);

        await lake.RunAsync(lake.Import(Month, Record(3), "5"));
        Assert.Equal([0, 1], lake.Output.GetValues(LakeMetrics.RejectedRecords));
    }

    [Fact]
    public async Task A_file_that_another_attempt_has_written_over_is_restored_by_the_event()
    {
        var lake = new PlayLake();
        var import = lake.Import(Month, Record(1));
        await lake.RunAsync(import);
        var sound = lake.Bytes(Month);
        lake.S3[TransformedSnapshot.Processed, FileKey] = [.. sound.Reverse()];

        await lake.RunAsync(import);

        Assert.Equal(sound, lake.Bytes(Month));
    }

    [Fact]
    public async Task The_loser_of_a_race_begins_again_with_all_that_has_come()
    {
        var lake = new PlayLake();
        var first = lake.Import(Month, Record(1));
        var others = 0;
        lake.S3.OnWrite = request =>
        {
            if (request.Key == MarkerKey && others++ == 0)
            {
                // Another process makes the month with one more import at this moment.
                lake.RunAsync(lake.Import(Month, Record(2))).GetAwaiter().GetResult();
            }

            return null;
        };

        await lake.RunAsync(first);

        Assert.Equal(["1", "2"], lake.Rows(Month).Select(row => Row.Split(row)[1]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(lake.Bytes(Month))), lake.Marker(Month).Table.Sha256);
        Assert.Equal(2, lake.Marker(Month).Manifests.Count);
    }

    [Fact]
    public async Task After_five_lost_races_the_event_fails()
    {
        var lake = new PlayLake();
        var attempts = 0;
        lake.S3.OnWrite = request =>
        {
            if (request.Key == MarkerKey)
            {
                lake.S3[TransformedSnapshot.Processed, MarkerKey] = [(byte)attempts++];
            }

            return null;
        };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => lake.RunAsync(lake.Import(Month, Record(1))));

        Assert.Contains($"the month {Month} of plays", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5, attempts);
    }

    [Theory]
    [InlineData("other bytes", "records.jsonl: it has 44 bytes with SHA-256")]
    [InlineData("more bytes", "records.jsonl: it has 45 bytes with SHA-256")]
    [InlineData("another number", "records.jsonl: it has 1 records, but the manifest lists 2")]
    [InlineData("no records", "records.jsonl: it is not there")]
    [InlineData("another month", "manifest.json: the manifest is of the month 2022-11")]
    [InlineData("no manifest", "manifest.json: the manifest cannot be read")]
    public async Task A_damaged_import_is_refused_by_name_and_other_months_are_made(string damage, string reason)
    {
        var lake = new PlayLake();
        var key = lake.Import(Month, Record(1));
        var records = key.Replace("manifest.json", "records.jsonl", StringComparison.Ordinal);
        var manifest = ImportManifest.Parse(lake.S3[TransformedSnapshot.Raw, key]);
        switch (damage)
        {
            case "other bytes":
                lake.S3[TransformedSnapshot.Raw, records] = Encoding.UTF8.GetBytes(Record(2) + "\n");
                break;
            case "more bytes":
                lake.S3[TransformedSnapshot.Raw, records] = Encoding.UTF8.GetBytes(Record(1) + "\n\n\n");
                break;
            case "no records":
                lake.S3.Remove(TransformedSnapshot.Raw, records);
                break;
            default:
                lake.S3[TransformedSnapshot.Raw, key] = damage switch
                {
                    "another number" => (manifest with { Records = 2 }).ToUtf8(),
                    "another month" => (manifest with { Month = "2022-11" }).ToUtf8(),
                    _ => "{"u8.ToArray(),
                };
                break;
        }

        var failure = await Assert.ThrowsAsync<SnapshotRefusedException>(() => lake.RunAsync(
            key, lake.Import("2021-01", """{"ts":"2021-01-01T00:00:00Z"}""")));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.EndsWith($"The month {Month} of plays is not written.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(lake.S3.Written, written => written.Contains(Month, StringComparison.Ordinal));
        Assert.Single(lake.Rows("2021-01"));
    }

    [Fact]
    public async Task A_damaged_page_is_refused_by_name()
    {
        var lake = new PlayLake();
        var manifests = lake.Page("2022-12-06T00:00:00Z", [Month], "{}");
        var page = lake.S3.KeysOf(TransformedSnapshot.Raw)
            .Single(key => key.Contains("page-", StringComparison.Ordinal));
        lake.S3[TransformedSnapshot.Raw, page] = "{}"u8.ToArray();

        var failure = await Assert.ThrowsAsync<SnapshotRefusedException>(() => lake.RunAsync(manifests));

        Assert.Contains($"{page}: the page has 2 bytes", failure.Message, StringComparison.Ordinal);
        Assert.Empty(lake.S3.Written);
    }

    [Fact]
    public async Task A_change_of_the_format_replaces_the_file()
    {
        var lake = new PlayLake();
        var import = lake.Import(Month, Record(1));
        await lake.RunAsync(import);
        lake.Format = TableFormat.JsonLines;

        await lake.RunAsync(import);

        Assert.Equal(
            [MarkerKey, "plays/played_month=2022-12/plays.jsonl"], lake.S3.KeysOf(TransformedSnapshot.Processed));
        Assert.StartsWith(
            "{\"played_at\":\"2022-12-01T00:00:00Z\",\"ms_played\":\"1\",\"kind\":\"missing\"",
            Encoding.UTF8.GetString(lake.Bytes(Month)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_in_one_event_takes_a_twentieth_of_what_twenty_years_may_take()
    {
        const int Months = 12;
        const int Records = 11_000;
        var lake = new PlayLake();
        lake.Invocation.RemainingTime = TimeSpan.FromSeconds(300) / 20;
        var manifests = Enumerable.Range(0, Months)
            .Select(index => new PlayedMonth(2020, 1).Add(index))
            .Select(month => lake.Import(
                month.ToString(), Enumerable.Range(0, Records).Select(play => LongRecord(month, play))))
            .ToList();
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        lake.S3.OnCall = () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));

        var report = await lake.RunAsync(manifests);

        Assert.Equal(Enumerable.Repeat(Records, Months), report.Months.Select(month => month.Rows));
        // Of the 1,024 MB that the function has; the files themselves stay in the test's memory.
        Assert.InRange(most - before, 0, 512L << 20);
    }

    private static string Record(int msPlayed) => $$"""{"ts":"2022-12-01T00:00:00Z","ms_played":{{msPlayed}}}""";

    private static string LongRecord(PlayedMonth month, int play) =>
        $$"""{"ts":"{{month.FirstDay:yyyy-MM-dd}}T{{play / 3600:D2}}:{{play / 60 % 60:D2}}:{{play % 60:D2}}Z","ms_played":{{play}},"""
        + $$"""
        "spotify_track_uri":"spotify:track:{{play:D22}}","master_metadata_track_name":"A song with a name of usual length",
        """
        + "\"master_metadata_album_artist_name\":\"An artist of some repute\",\"master_metadata_album_album_name\":"
        + "\"An album with a rather long name, deluxe edition\",\"skipped\":false}";
}

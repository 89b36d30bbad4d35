using Amazon.Runtime;
using Functions.Forget;
using Functions.Hosting;
using Functions.Publish;
using Tests.Functions.Repair;

namespace Tests.Functions.Forget;

/// <summary>Forgets in small lakes with versions, by the real handler.</summary>
public sealed class ForgetTests
{
    private const string Person = "somebody.31x";
    private const string Other = "other.31x";
    private const string Day = "2026-10-02T";
    private const string Song = "4uLU6hMCjMI75M1A2tKUQC";

    private const string Parameter = "/spotify/dev/users-key";

    private static readonly string Key = new('1', 64);
    private static readonly string Hash = UserIds.Hashed(Key).Of(Person)!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RepairLake.One, "hashed")]
    [InlineData(Day, "hashed")]
    [InlineData(Person, "hashed")]
    [InlineData(Person, "plain")]
    [InlineData(Person, "none")]
    public async Task No_byte_is_left_and_the_rest_stays_and_has_sound_tables_again(string subject, string users)
    {
        await using var lake = await StartAsync(users);

        await ForgetAsync(lake, Asked(subject));

        await ExpectForgottenAsync(lake, subject);
    }

    [Theory]
    [InlineData(RepairLake.One)]
    [InlineData(Day)]
    [InlineData(Person)]
    public async Task What_was_ended_at_any_call_is_finished_by_the_next_ones(string subject)
    {
        await using var lake = await StartAsync();
        for (var calls = 1; ; calls++)
        {
            using var s3 = lake.Client((credentials, config) => new S3Client(credentials, config));
            var left = calls;
            s3.BeforeRequestEvent += (_, _) =>
            {
                if (Interlocked.Decrement(ref left) < 0)
                {
                    throw new OperationCanceledException("killed");
                }
            };
            try
            {
                if ((await StepAsync(s3, Asked(subject))).Found.Count == 0)
                {
                    break;
                }
            }
            catch (OperationCanceledException)
            {
            }
        }

        await ExpectForgottenAsync(lake, subject);
    }

    [Theory]
    [InlineData(RepairLake.One)]
    [InlineData(Person)]
    public async Task A_locked_version_is_hidden_until_its_day_which_the_report_names_and_then_goes(string subject)
    {
        await using var lake = await StartAsync(lockedDays: 30);
        var until = lake.Clock.GetUtcNow().AddDays(30);

        var first = await StepAsync(lake.S3, Asked(subject));
        var second = await StepAsync(lake.S3, Asked(subject));

        Assert.InRange(first.LockedUntil!.Value, until.AddMinutes(-10), until.AddMinutes(10));
        Assert.Equal((0, first.LockedUntil), (second.Found.Count, second.LockedUntil));
        Assert.All((await lake.RawObjectsAsync()).Values, bytes => Assert.False(bytes.AsSpan().IndexOf(
            Encoding.UTF8.GetBytes(subject)) >= 0));
        Assert.NotEmpty(FilesWith(lake, subject));

        lake.Clock.Pass(TimeSpan.FromDays(31));
        await ForgetAsync(lake, Asked(subject));

        await ExpectForgottenAsync(lake, subject);
    }

    [Theory]
    [InlineData("song")]
    [InlineData("Top")]
    public async Task A_user_whose_id_is_a_word_of_a_name_is_not_found_in_it(string user)
    {
        await using var lake = await StartAsync();

        Assert.Empty((await StepAsync(lake.S3, new ForgetEvent(ForgetEvent.Show, User: user))).Found);
    }

    [Fact]
    public async Task Showing_counts_and_changes_nothing()
    {
        await using var lake = await StartAsync();
        var before = FilesWith(lake, "");

        var shown = await StepAsync(lake.S3, new ForgetEvent(ForgetEvent.Show, User: Person));

        Assert.Equal(
            // Of each playlist and day a marker and seven tables, of the plays one each; of each playlist a page, two
            // manifests and a state.
            ["pages of playlists: 7", "pages of plays: 2", "state and requests: 3", "tables: 34"],
            shown.Found.Select(place => $"{place.Key}: {place.Value}").Order(StringComparer.Ordinal));
        Assert.False(shown.IsOpen);
        Assert.Equal(before, FilesWith(lake, ""));
    }

    [Fact]
    public async Task The_record_has_no_id_and_is_closed_when_the_analytics_tables_were_made_again()
    {
        await using var lake = await StartAsync();
        var asked = new ForgetEvent(ForgetEvent.Remove, User: Person);
        await StepAsync(lake.S3, asked);
        await StepAsync(lake.S3, asked with { Step = ForgetEvent.Erase });

        Assert.True((await StepAsync(lake.S3, asked with { Step = ForgetEvent.Close })).IsOpen);
        await PutAsync(lake, StateZone.Publication, new PublicationState
        {
            ErasedFor = PublicationRequest.Prefix + "3",
        }.ToUtf8());
        Assert.False((await StepAsync(lake.S3, asked with { Step = ForgetEvent.Close })).IsOpen);

        var record = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(
            Assert.Single(FilesWith(lake, "finished_at")), Cancel));
        Assert.Contains("\"kind\": \"user\"", record, StringComparison.Ordinal);
        Assert.DoesNotContain(Person, record, StringComparison.Ordinal);
        Assert.False((await StepAsync(lake.S3, asked with { Step = ForgetEvent.Show })).IsOpen);
    }

    [Fact]
    public async Task All_plays_leave()
    {
        await using var lake = await StartAsync();

        await ForgetAsync(lake, new ForgetEvent("", Plays: true));

        Assert.Empty(FilesWith(lake, "2026-10"));
    }

    private static ForgetEvent Asked(string subject) => subject switch
    {
        Day => new ForgetEvent(
            ForgetEvent.Remove, Plays: true, From: new DateOnly(2026, 10, 2), To: new DateOnly(2026, 10, 2)),
        Person => new ForgetEvent(ForgetEvent.Remove, User: subject),
        _ => new ForgetEvent(ForgetEvent.Remove, Playlist: subject),
    };

    private static RawSnapshot Snapshot(string playlist, int day) =>
        new(playlist, new DateOnly(2026, 11, day), RawSnapshot.HashOf("v"));

    private static async Task<TwinLake> StartAsync(string users = "hashed", int? lockedDays = null)
    {
        var lake = await TwinLake.StartAsync(lockedDays);
        foreach (var playlist in (string[])[RepairLake.One, RepairLake.Two])
        {
            var first = Snapshot(playlist, 1);
            var page = Encoding.UTF8.GetBytes($$$"""
                {"items":[{"added_by":{"id":"{{{Person}}}","type":"user","uri":"spotify:user:{{{Person}}}"},
                "track":{"id":"{{{Song}}}","name":"a song"}},
                {"added_by":{"id":"{{{Other}}}"},"track":{"id":"{{{Song}}}","name":"ö\ud800"} } ]}
                """);
            await PutAsync(lake, first.Page(0), page);
            await PutAsync(lake, StateZone.Playlist(playlist), Encoding.UTF8.GetBytes($"\"{playlist}\""));
            for (var day = 1; day <= 2; day++)
            {
                var snapshot = Snapshot(playlist, day);
                var stored = ManifestPage.Of(0, 0, 2, page) with { Folder = day == 1 ? null : first.Prefix };
                await PutAsync(lake, snapshot.Manifest, new SnapshotManifest(
                    SnapshotManifest.CurrentSchema,
                    new ManifestPlaylist(playlist, "Top", playlist == RepairLake.One ? Person : Other, "v", 2),
                    $"2026-11-0{day}T06:00:00Z",
                    snapshot.Date,
                    RawEndpoint.Items,
                    "https://api.spotify.com/v1/",
                    "1.0.0",
                    [stored]).ToUtf8());
                await TransformAsync(lake, snapshot, users);
            }
        }

        foreach (var (key, bytes) in PlayLake.PageOf(
            "2026-10-03T06:00:00Z",
            ["2026-10"],
            [
                $$$"""
                {"track":{"id":"a","name":"a"},"played_at":"2026-10-01T10:00:00.000Z",
                 "context":{"type":"playlist","uri":"spotify:playlist:{{{RepairLake.One}}}"}}
                """,
                $$$"""
                {"track":{"id":"b","name":"b"},"played_at":"2026-10-02T10:00:00.000Z",
                 "context":{"type":"collection","uri":"spotify:user:{{{Person}}}:collection"}}
                """,
            ]).Concat(PlayLake.ImportOf(
                "2026-10",
                [
                    """{"ts":"2026-10-01T08:00:00Z","ms_played":1000,"master_metadata_track_name":"c"}""",
                    """{"ts":"2026-10-02T08:00:00Z","ms_played":1000,"master_metadata_track_name":"d"}""",
                ])))
        {
            await PutAsync(lake, key, bytes);
        }

        await MonthAsync(lake);
        await PutAsync(lake, Snapshot(RepairLake.Two, 9).Page(0), Encoding.UTF8.GetBytes($"{{\"broken\":\"{Person}\""));
        await PutAsync(lake, $"{PublicationRequest.Prefix}2026-11-01-06h00m00-extraction.json",
            Encoding.UTF8.GetBytes($"{{\"manifests\":[\"{Snapshot(RepairLake.One, 1).Manifest}\"]}}"));
        await PutAsync(lake, StateZone.Extract, Encoding.UTF8.GetBytes($"{{\"who\":\"{Person}\"}}"));
        return lake;
    }

    private static Task<SnapshotOutcome> TransformAsync(
        TwinLake lake, RawSnapshot snapshot, string users = "plain") => new SnapshotTransform(
        lake.S3, TwinLake.Raw, new ProcessedStore(lake.S3, TwinLake.Processed), TableFormat.Csv)
        {
            Users = new UsersKey(StoredUsers.Find(users)!, Parameter, Parameters),
        }.TransformAsync(snapshot, Cancel);

    private static MemoryParameters Parameters()
    {
        var parameters = new MemoryParameters();
        parameters.Values[Parameter] = Key;
        return parameters;
    }

    private static Task<PlaysMarker> MonthAsync(TwinLake lake) => new MonthTransform(
        lake.S3,
        TwinLake.Raw,
        new Ledger(lake.S3, TwinLake.Raw, TwinLake.Processed),
        new ProcessedStore(lake.S3, TwinLake.Processed),
        TableFormat.Csv)
        .TransformAsync(PlayedMonth.Parse("2026-10"), Cancel);

    /// <summary>Expects that nothing has the subject, and that all else makes sound tables.</summary>
    private static async Task ExpectForgottenAsync(TwinLake lake, string subject)
    {
        Assert.Empty(FilesWith(lake, subject));
        Assert.Empty(subject == Person ? FilesWith(lake, Hash) : []);
        foreach (var playlist in (string[])[RepairLake.One, RepairLake.Two])
        {
            for (var day = 1; day <= 2 && playlist != subject; day++)
            {
                await TransformAsync(lake, Snapshot(playlist, day));
                var entries = Encoding.UTF8.GetString(await lake.ReadAsync(
                    TwinLake.Processed, TablePlace.Of(new DateOnly(2026, 11, day), playlist)
                        .Key(Tables.PlaylistEntries, TableFormat.Csv)));
                Assert.Equal(3, entries.Trim().Split('\n').Length);
                Assert.Contains(Other, entries, StringComparison.Ordinal);
            }
        }

        Assert.Equal(subject == Day ? 2 : 4, (await MonthAsync(lake)).Table.Rows);
        Assert.Empty(FilesWith(lake, subject));
    }

    private static async Task ForgetAsync(TwinLake lake, ForgetEvent asked)
    {
        for (var walk = 0; walk < 3; walk++)
        {
            if ((await StepAsync(lake.S3, asked with { Step = ForgetEvent.Remove })).Found.Count == 0)
            {
                return;
            }
        }

        Assert.Fail("A walk after the first two finds something.");
    }

    private static Task<ForgetReport> StepAsync(IAmazonS3 s3, ForgetEvent asked) =>
        new ForgetHandler(
            new ForgetSettings(TwinLake.Raw, TwinLake.Processed, TwinLake.Results)
            {
                Users = StoredUsers.Hashed,
                UsersKeyParameter = Parameter,
            },
            s3,
            TimeProvider.System,
            Parameters).HandleAsync(asked, new LambdaInvocation());

    private static async Task PutAsync(TwinLake lake, string key, byte[] bytes)
    {
        using var body = new MemoryStream(bytes);
        await lake.S3.PutObjectAsync(
            new Amazon.S3.Model.PutObjectRequest { BucketName = TwinLake.Raw, Key = key, InputStream = body }, Cancel);
    }

    // Names of folders count too: they are keys.
    private static List<string> FilesWith(TwinLake lake, string text) =>
    [
        .. Directory.EnumerateFiles(lake.Root, "*", SearchOption.AllDirectories)
            .Where(file => file.Contains(text, StringComparison.Ordinal)
                || File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
            .Order(StringComparer.Ordinal),
    ];
}

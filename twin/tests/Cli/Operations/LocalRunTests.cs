using Twin.Cli.Operations;
using Twin.Tests.Cli.Terminal;
using Twin.Tests.Host;

namespace Twin.Tests.Cli.Operations;

public sealed class LocalRunTests(LocalRunTests.SmallRun small) : IClassFixture<LocalRunTests.SmallRun>
{
    private static readonly ReplayRequest Days = new(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30), []);

    private static readonly RunOptions Transformed = TestRun.Small with { Until = RunStage.Transform };

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public async Task A_replay_shows_differences_and_promotes_them_with_consent(
        bool isThere, bool confirms, bool promotes)
    {
        using var run = new CopiedRun(small.Run.Folder);
        var sound = run.ProcessedFiles();
        var songs = Change(run);
        var changed = run.ProcessedFiles();
        var prompt = new ScriptedPrompt(isThere, confirms);

        var (done, output) = await ReplayAsync(run, prompt, yes: false);

        Assert.True(done);
        Assert.Contains("1 snapshots made again, 1 differ", output, StringComparison.Ordinal);
        Assert.Contains("songs: 1 rows added, 0 removed, 0 changed", output, StringComparison.Ordinal);
        Assert.Equal(isThere ? 1 : 0, prompt.Questions.Count);
        Assert.Equal(!isThere, output.Contains("--yes", StringComparison.Ordinal));
        var now = run.ProcessedFiles().Where(file => !IsReplay(file.Key)).ToDictionary();
        Assert.Equal(promotes ? sound : changed, now);
        Assert.NotEqual(sound[songs], changed[songs]);
        Assert.Contains(
            run.ProcessedFiles().Keys,
            key => IsReplay(key) && key.Contains("differences", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_replay_restores_missing_and_damaged_tables()
    {
        using var run = new CopiedRun(small.Run.Folder);
        var sound = run.ProcessedFiles();
        var (record, answers) = (RecordOf(run), AnswersOf(run));
        var partitions = PartitionsOf(record);
        record["tables"]!["songs"]!["rows"] = 77;
        File.WriteAllText(Path.Combine(run.Folder, "run.json"), record.ToJsonString());
        File.WriteAllText(Path.Combine(run.Folder, "queries", "top_songs.csv"), "old");
        var bucket = Path.Combine(run.Folder, "s3", "spotify-dev-processed");
        File.Delete(TableOf(Tables.Albums));
        File.WriteAllText(TableOf(Tables.Songs), "damaged");

        var (done, output) = await ReplayAsync(run, new ScriptedPrompt(), yes: true);

        Assert.True(done, output);
        Assert.Contains("Promoted: 1 of 1.", output, StringComparison.Ordinal);
        Assert.Equal(sound, run.ProcessedFiles().Where(file => !IsReplay(file.Key)).ToDictionary());
        Assert.Equal(3, RowsOf(run, Tables.Songs));
        Assert.Contains(partitions, table => table.Value > 0);
        Assert.Equal(partitions, PartitionsOf(RecordOf(run)));
        Assert.Equal(answers, AnswersOf(run));
        Assert.Contains("report.html", output, StringComparison.Ordinal);

        static Dictionary<string, int> PartitionsOf(JsonNode record) => record["tables"]!.AsObject()
            .ToDictionary(table => table.Key, table => table.Value!["partitions"]!.GetValue<int>());

        string TableOf(Table table) => Assert.Single(
            Directory.EnumerateFiles(Path.Combine(bucket, table.Name), "*.csv", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Both_engines_show_and_promote_the_same()
    {
        using var run = await TestRun.RunAsync(Transformed with
        {
            Days = 2,
            Settings = ImmutableDictionary<string, string>.Empty.Add("plays", "true"),
        });
        var plays = run.ProcessedFiles().Keys.Where(key => key.StartsWith("plays", StringComparison.Ordinal));
        var results = new List<(string Differences, ImmutableSortedDictionary<string, string> Files)>();
        foreach (var engine in (bool[])[false, true])
        {
            using var copy = new CopiedRun(run.Folder);
            await File.WriteAllTextAsync(
                Path.Combine(copy.Folder, "s3", "spotify-dev-processed", plays.Last()), "damaged", Cancel);
            foreach (var songs in copy.ProcessedFiles().Keys
                .Where(key => key.StartsWith("songs", StringComparison.Ordinal)))
            {
                var file = Path.Combine(copy.Folder, "s3", "spotify-dev-processed", songs);
                await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(file, Cancel))[..^1], Cancel);
            }

            var (done, output) = await ReplayAsync(
                copy, new ScriptedPrompt(), yes: true, Days with { BySpark = engine });

            Assert.True(done, output);
            Assert.True(output.Contains("Promoted: 3 of 3.", StringComparison.Ordinal), output);
            Assert.Equal(engine, output.Contains("the Spark job makes the tables", StringComparison.Ordinal));
            var files = copy.ProcessedFiles();
            results.Add((
                string.Concat(files.Where(file => file.Key.Contains("differences", StringComparison.Ordinal))
                    .Select(file => file.Value)),
                files.Where(file => !IsReplay(file.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal)));
            Assert.Equal(run.ProcessedFiles(), results[^1].Files);
        }

        Assert.NotEmpty(results[0].Differences);
        Assert.Equal(results[0].Differences, results[1].Differences);
    }

    [Fact]
    public async Task A_replay_that_fails_leaves_the_run_as_it_was()
    {
        using var run = new CopiedRun(small.Run.Folder);
        Change(run);
        var before = run.ProcessedFiles();

        await Assert.ThrowsAsync<InputException>(() => ReplayAsync(
            run, new ScriptedPrompt(), yes: true, Days with { From = Days.To }));

        Assert.Equal(before, run.ProcessedFiles());
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(run.Folder), folder => Path.GetFileName(folder).StartsWith('.'));
    }

    [Fact]
    public async Task If_there_is_only_a_failed_run_its_folder_is_named()
    {
        using var run = new CopiedRun(small.Run.Folder);
        Directory.Move(run.Folder, OutputFolder.FailedOf(run.Folder));
        try
        {
            var refusal = await Assert.ThrowsAsync<InputException>(
                () => LocalRun.OpenAsync(run.Folder, TimeProvider.System, Cancel));

            Assert.Contains(
                $"the last one failed, and is in {OutputFolder.FailedOf(run.Folder)}",
                refusal.Message,
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Move(OutputFolder.FailedOf(run.Folder), run.Folder);
        }
    }

    [Fact]
    public async Task An_empty_marker_does_not_stop_a_replay_of_another_day()
    {
        using var days = await TestRun.RunAsync(Transformed with { Days = 2 });
        using var run = new CopiedRun(days.Folder);
        string[] markers = [.. Directory.EnumerateFiles(run.Folder, "*.json", SearchOption.AllDirectories)
            .Where(file => file.Contains("_snapshots", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(2, markers.Length);
        await File.WriteAllTextAsync(markers[0], "{}", Cancel);
        File.Delete(Directory.EnumerateFiles(run.Folder, "*.csv", SearchOption.AllDirectories).Single(
            file => file.Contains(Path.Combine("songs", "snapshot_date=2026-11-02"), StringComparison.Ordinal)));
        var second = new DateOnly(2026, 11, 2);

        var (done, output) = await ReplayAsync(
            run, new ScriptedPrompt(), yes: true, Days with { From = second, To = second });

        Assert.True(done, output);
        Assert.Contains("Promoted: 1 of 1.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_has_failed_if_the_publication_after_it_needs_attention()
    {
        using var run = new CopiedRun(small.Run.Folder);
        Change(run);
        var playlists = Directory.EnumerateFiles(
            Path.Combine(run.Folder, "s3", "spotify-dev-processed", "playlists"), "*", SearchOption.AllDirectories)
            .Single();
        var rows = await File.ReadAllTextAsync(playlists, Cancel);
        var id = Path.GetFileNameWithoutExtension(playlists);
        // Without its state it publishes all days again, and there is a playlist without its entries.
        File.Delete(Path.Combine(run.Folder, "s3", "spotify-dev-raw", "state", "publication.json"));
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(playlists)!, "other.csv"), rows.Replace(id, "other"), Cancel);
        var prompt = new ScriptedPrompt();

        var (done, output) = await ReplayAsync(run, prompt, yes: true);

        Assert.False(done);
        Assert.Contains("Promoted: 1 of 1.", output, StringComparison.Ordinal);
        Assert.Contains("NeedsAttention", prompt.Told, StringComparison.Ordinal);
        Assert.Contains("quality_entry_counts", prompt.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_days_than_the_first_are_refused_as_wrong_input()
    {
        using var run = new CopiedRun(small.Run.Folder);

        var refused = await Assert.ThrowsAsync<InputException>(() => ReplayAsync(
            run, new ScriptedPrompt(), yes: true, Days with { From = new DateOnly(2026, 10, 31) }));

        Assert.StartsWith(
            "2026-10-31 is before the tables' first day, 2026-11-01:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_made_again_is_not_counted_as_made()
    {
        using var run = new CopiedRun(small.Run.Folder);
        var page = Directory.EnumerateFiles(run.Folder, "page-00000.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(page, "{}", Cancel);

        var (done, output) = await ReplayAsync(run, new ScriptedPrompt(), yes: false);

        Assert.False(done);
        Assert.Contains(": 0 snapshots made again, 0 differ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_events_are_sent_to_their_functions_again_and_the_tables_are_made()
    {
        using var run = new CopiedRun(small.Broken.Folder);
        Assert.Equal(2, Messages(run).Count);
        Assert.DoesNotContain(run.ProcessedFiles().Keys, key => key.StartsWith("songs", StringComparison.Ordinal));

        // The declared stack has no error any more.
        var (done, output) = await RedriveAsync(run, new ScriptedPrompt());

        // The event of the repair's schedule has failed too.
        Assert.True(done, output);
        Assert.Contains("spotify-dev-transform gets its event again", output, StringComparison.Ordinal);
        Assert.Empty(Messages(run));
        Assert.Contains(run.ProcessedFiles().Keys, key => key.StartsWith("songs", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(run.Folder, "catalog.json")));
        Assert.Contains("songs", File.ReadAllText(Path.Combine(run.Folder, "catalog.json")), StringComparison.Ordinal);
        Assert.Equal(3, RowsOf(run, Tables.PlaylistEntries));
        Assert.Contains("report.html", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_fails_again_waits_again_and_is_reported()
    {
        using var run = new CopiedRun(small.Broken.Folder);
        foreach (var page in Directory.EnumerateFiles(
            Path.Combine(run.Folder, "s3", "spotify-dev-raw"), "page-*.json", SearchOption.AllDirectories))
        {
            File.WriteAllText(page, "[]");
        }

        var prompt = new ScriptedPrompt();
        var (done, _) = await RedriveAsync(run, prompt);

        Assert.False(done);
        Assert.Contains("page-00000.json", prompt.Told, StringComparison.Ordinal);
        Assert.Contains(Messages(run), body => body.Contains("page-00000.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_of_the_extraction_are_left_in_the_queue()
    {
        using var extracted = await TestRun.RunAsync(
            TestRun.Small with { Until = RunStage.Extract }, stack => Broken(stack, "spotify-dev-extract"));
        using var run = new CopiedRun(extracted.Folder);
        var waiting = Messages(run);
        var prompt = new ScriptedPrompt();

        var (done, output) = await RedriveAsync(run, prompt);

        Assert.False(done);
        Assert.Single(waiting);
        Assert.Equal(waiting, Messages(run));
        Assert.Contains("it reads Spotify", prompt.Told, StringComparison.Ordinal);
        Assert.Contains("1 were left", output, StringComparison.Ordinal);
    }

    private static DeclaredStack Broken(DeclaredStack stack, string function) => stack.With(
        LambdaResources.Function, function, declared => declared.Set("handler", "Functions::Nothing::Here"));

    private static async Task<(bool Done, string Output)> ReplayAsync(
        CopiedRun run, ScriptedPrompt prompt, bool yes, ReplayRequest? request = null)
    {
        await using var output = new StringWriter();
        await using var target = await OpenAsync(run);
        var done = await new ReplaySession(target, request ?? Days, prompt, output, TimeProvider.System)
            .RunAsync(yes, Cancel);
        return (done, output.ToString());
    }

    private static async Task<(bool Done, string Output)> RedriveAsync(CopiedRun run, ScriptedPrompt prompt)
    {
        await using var output = new StringWriter();
        await using var target = await OpenAsync(run);
        var done = await new RedriveSession(target, prompt, output).RunAsync(Cancel);
        return (done, output.ToString());
    }

    private static Task<LocalRun> OpenAsync(CopiedRun run) =>
        LocalRun.OpenAsync(run.Folder, [], TestRun.InProcess, TimeProvider.System, Cancel);

    // The state that an older version could have left: a song is missing, and the marker describes the table without
    // it.
    private static string Change(CopiedRun run)
    {
        var bucket = Path.Combine(run.Folder, "s3", "spotify-dev-processed");
        var marker = Assert.Single(Directory.EnumerateFiles(
            Path.Combine(bucket, "_snapshots"), "*.json", SearchOption.AllDirectories));
        var told = SnapshotMarker.Parse(File.ReadAllBytes(marker));
        var songs = told.Tables[Tables.Songs.Name];
        var lines = File.ReadAllLines(Path.Combine(bucket, songs.Key));
        File.WriteAllText(Path.Combine(bucket, songs.Key), string.Join('\n', lines[..^1]) + "\n");
        var old = new Dictionary<string, MarkedTable>(told.Tables, StringComparer.Ordinal)
        {
            [Tables.Songs.Name] = songs with { Sha256 = new string('0', 64) },
        };
        File.WriteAllBytes(marker, (told with { Tables = old }).ToUtf8());
        return Path.Combine(songs.Key.Split('/'));
    }

    private static bool IsReplay(string key) => key.StartsWith("_replay", StringComparison.Ordinal);

    private static JsonNode RecordOf(CopiedRun run) =>
        JsonNode.Parse(File.ReadAllBytes(Path.Combine(run.Folder, "run.json")))!;

    private static int RowsOf(CopiedRun run, Table table) =>
        RecordOf(run)["tables"]![table.Name]!["rows"]!.GetValue<int>();

    private static SortedDictionary<string, string> AnswersOf(CopiedRun run) => new(
        Directory.EnumerateFiles(Path.Combine(run.Folder, "queries"))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText),
        StringComparer.Ordinal);

    private static List<string> Messages(CopiedRun run)
    {
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Folder, "run.json")));
        return [.. record.RootElement.GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("body").GetString()!)];
    }

    /// <summary>The two runs of whose output the tests take copies.</summary>
    public sealed class SmallRun : IAsyncLifetime
    {
        internal TestRun Run { get; private set; } = null!;

        /// <summary>A run in which neither the transform nor the repair can be started.</summary>
        internal TestRun Broken { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Run = await TestRun.RunAsync(TestRun.Small);
            Broken = await TestRun.RunAsync(
                Transformed,
                stack => LocalRunTests.Broken(LocalRunTests.Broken(stack, "spotify-dev-transform"), "spotify-dev-repair")
                    .With(
                        EventBridgeResources.EventRule,
                        "spotify-dev-reconcile",
                        rule => rule.Set("scheduleExpression", "cron(0 7 * * ? *)")));
        }

        public ValueTask DisposeAsync()
        {
            Run?.Dispose();
            Broken?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

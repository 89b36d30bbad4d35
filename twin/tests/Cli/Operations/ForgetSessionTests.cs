using Functions.Forget;
using Infra.Components;
using Twin.Cli.Operations;
using Twin.Tests.Cli.Terminal;
using Twin.Tests.Host;

namespace Twin.Tests.Cli.Operations;

/// <summary>Forgets in the output of a whole run.</summary>
public sealed class ForgetSessionTests(ForgetSessionTests.TwoPlaylists runs)
    : IClassFixture<ForgetSessionTests.TwoPlaylists>
{
    [Fact]
    public async Task Of_plays_and_then_of_a_playlist_nothing_is_left_and_the_analytics_tables_have_the_other_one()
    {
        using var run = new CopiedRun(runs.Run.Folder);
        var (one, other) = (Playlists(run)[0], Playlists(run)[1]);
        Assert.NotEmpty(KeysWith(run, "played_at"));

        var (done, output) = await ForgetAsync(run, new ForgetEvent("", Plays: true), new ScriptedPrompt());

        Assert.True(done, output);
        Assert.DoesNotContain(
            KeysWith(run, "played_at"),
            key => !key.StartsWith(SparkCode.Prefix, StringComparison.Ordinal)
                && !key.StartsWith(AnalyticsTable.Zone, StringComparison.Ordinal));
        Assert.DoesNotContain("played_month=", string.Join(' ', KeysWith(run, "")), StringComparison.Ordinal);
        var before = KeysWith(run, "");

        (done, output) = await ForgetAsync(run, new ForgetEvent("", Playlist: one), new ScriptedPrompt());

        Assert.True(done, output);
        // The run itself was configured with it.
        Assert.Equal([PlaylistList.Key], KeysWith(run, one));
        Assert.NotEmpty(KeysWith(run, other));
        // Compressed files tell nothing: all of them are new.
        Assert.DoesNotContain(KeysWith(run, "").Intersect(before), key => key.Contains(".parquet"));
        Assert.DoesNotContain(one, await File.ReadAllTextAsync(Query(run), Cancel), StringComparison.Ordinal);
        Assert.StartsWith(
            $"There is nothing of {one}.",
            (await ForgetAsync(run, new ForgetEvent("", Playlist: one), new ScriptedPrompt())).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_user_no_object_is_left_and_the_tables_are_made_again()
    {
        using var run = new CopiedRun(runs.Run.Folder);
        var user = OwnerIn(Path.Combine(run.Folder, "s3"));
        var tables = run.ProcessedFiles().Count;

        var (done, output) = await ForgetAsync(run, new ForgetEvent("", User: user), new ScriptedPrompt());

        Assert.True(done, output);
        Assert.Empty(KeysWith(run, user));
        Assert.Equal(tables, run.ProcessedFiles().Count);
    }

    [Fact]
    public async Task Where_the_Spark_job_makes_tables_it_makes_them_again()
    {
        var bySpark = ImmutableDictionary<string, string>.Empty.Add("transform", "spark");
        using var original = await TestRun.RunAsync(TestRun.Small with { Settings = bySpark });
        using var run = new CopiedRun(original.Folder);
        var (user, tables) = (OwnerIn(Path.Combine(run.Folder, "s3")), run.ProcessedFiles().Count);

        var (done, output) = await ForgetAsync(run, new ForgetEvent("", User: user), new ScriptedPrompt(), bySpark);

        Assert.True(done, output);
        Assert.Empty(KeysWith(run, user));
        Assert.Equal(tables, run.ProcessedFiles().Count);
    }

    [Fact]
    public async Task Without_consent_everything_stays()
    {
        using var run = new CopiedRun(runs.Run.Folder);
        var before = KeysWith(run, "");

        var (done, output) = await ForgetAsync(
            run, new ForgetEvent("", Plays: true), new ScriptedPrompt(confirms: false));

        Assert.True(done);
        Assert.Contains("Nothing was removed.", output, StringComparison.Ordinal);
        Assert.Equal(before, KeysWith(run, ""));
    }

    [Fact]
    public async Task The_next_day_reads_the_playlist_anew_and_nothing_is_missing_or_refused()
    {
        using var folder = new TestFolder();
        string[] days = [];
        var run = new TwinRun(TestRun.Small with { Days = 2 }, TimeProvider.System)
        {
            Functions = InProcessFunctions.Instance,
            Afterwards = async (twin, cancel) =>
            {
                var asked = new ForgetEvent(ForgetEvent.Remove, User: OwnerIn(folder.Root));
                foreach (var step in (string[])[ForgetEvent.Remove, ForgetEvent.Remove, ForgetEvent.Erase])
                {
                    await twin.InvokeAsync(
                        "spotify-dev-forget", JsonSerializer.SerializeToUtf8Bytes(asked with { Step = step }), cancel);
                    await twin.CompletePendingAsync(cancel);
                }

                await twin.RunToNextScheduleAsync(cancel);
                days = DaysWith(folder.Root, asked.User!);
            },
        };

        var record = (await run.RunAsync(folder.Root, Cancel)).Record;

        Assert.Empty(record.Failures);
        Assert.Empty(record.Denied);
        Assert.Equal((3, 3), (record.Tables["playlists"].Rows, record.Tables["playlist_days"].Rows));
        // Spotify gives the user again.
        Assert.Equal(["snapshot_date=2026-11-03"], days);
    }

    private static string[] DaysWith(string buckets, string user) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(buckets, "spotify-dev-raw", "raw"), "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains(user, StringComparison.Ordinal))
            .SelectMany(file => file.Split('/'))
            .Where(part => part.StartsWith("snapshot_date=", StringComparison.Ordinal))
            .Distinct(),
    ];

    private static async Task<(bool Done, string Output)> ForgetAsync(
        CopiedRun run, ForgetEvent subject, ScriptedPrompt prompt, ImmutableDictionary<string, string>? settings = null)
    {
        using var output = new StringWriter();
        await using var target = await LocalRun.OpenAsync(
            run.Folder, settings ?? WithPlays, TestRun.InProcess, TimeProvider.System, Cancel);
        var done = await new ForgetSession(target, subject, prompt, output).RunAsync(yes: false, Cancel);
        return (done, output + prompt.Told);
    }

    private static readonly ImmutableDictionary<string, string> WithPlays =
        ImmutableDictionary<string, string>.Empty.Add("plays", "true");

    private static List<string> Playlists(CopiedRun run) => PlaylistsIn(Path.Combine(run.Folder, "s3"));

    private static List<string> PlaylistsIn(string buckets) =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(buckets, "spotify-dev-raw", "raw"), "playlist_id=*")
            .Select(folder => Path.GetFileName(folder).Split('=')[1])
            .Order(StringComparer.Ordinal),
    ];

    private static string OwnerIn(string buckets) => JsonNode.Parse(File.ReadAllText(Directory.EnumerateFiles(
        Path.Combine(buckets, "spotify-dev-raw", "raw", $"playlist_id={PlaylistsIn(buckets)[0]}"),
        RawSnapshot.ManifestName,
        SearchOption.AllDirectories).First()))!["playlist"]!["owner_id"]!.GetValue<string>();

    private static string Query(CopiedRun run) => Path.Combine(run.Folder, "queries", "playlist_overlap.csv");

    private static List<string> KeysWith(CopiedRun run, string text) =>
    [
        .. from bucket in Directory.EnumerateDirectories(Path.Combine(run.Folder, "s3"))
           from file in Directory.EnumerateFiles(bucket, "*", SearchOption.AllDirectories)
           let key = Path.GetRelativePath(bucket, file)
           where key.Contains(text, StringComparison.Ordinal)
               || File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
           orderby key
           select key,
    ];

    public sealed class TwoPlaylists : IAsyncLifetime
    {
        internal TestRun Run { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Run = await TestRun.RunAsync(TestRun.Small with
        {
            Days = 2,
            PlaylistCount = 2,
            Settings = WithPlays,
        });

        public ValueTask DisposeAsync()
        {
            Run.Dispose();
            return default;
        }
    }
}

using Infra.Queries;
using Infra.Settings;
using Twin.Aws.Athena.Tables;
using Twin.Cli.Operations;
using Twin.Tests.Cli.Terminal;

namespace Twin.Tests.Host;

public sealed class TableFormatRunTests
{
    private static readonly ImmutableDictionary<string, string> JsonLines =
        ImmutableDictionary<string, string>.Empty.Add(KnownSettings.TableFormat.Key, TableFormat.JsonLines.Name);

    private static readonly RunOptions Options = TestRun.Small with
    {
        Days = 3,
        PlaylistCount = 2,
        TrackCount = 60,
        Era = Era.Legacy,
    };

    [Fact]
    public async Task Every_named_query_gives_the_same_result_in_each_format_even_after_a_replay_has_changed_it()
    {
        using var csv = await TestRun.RunAsync(Options);
        var warnings = new List<string>();
        using var json = await TestRun.RunAsync(
            Options with { Settings = JsonLines },
            onEntry: entry =>
            {
                if (entry.Kind == TimelineEntryKind.Warning)
                {
                    warnings.Add(entry.Text);
                }
            });

        Assert.Empty(json.Record.Failures);
        Assert.Empty(json.Record.Denied);
        Assert.Empty(json.Record.NotSimulated);
        Assert.Empty(warnings);
        Assert.Equal(["jsonl"], Extensions(json));
        Assert.Equal(csv.Record.Tables, json.Record.Tables);
        Assert.Equal(Answers(csv), Answers(json));
        Assert.Equal(QueryFile.All.Length, Answers(csv).Count);

        // The setting changes, and all days are made again.
        await using (var lake = await LocalRun.OpenAsync(
            csv.Folder, JsonLines, TestRun.InProcess, TimeProvider.System, Cancel))
        {
            using var output = new StringWriter();
            var session = new ReplaySession(
                lake,
                new ReplayRequest(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 3), []),
                new ScriptedPrompt(),
                output,
                TimeProvider.System);
            Assert.True(await session.RunAsync(yes: true, Cancel), output.ToString());
            Assert.Contains("6 of them are in another format", output.ToString(), StringComparison.Ordinal);
            Assert.Contains("Promoted: 6 of 6.", output.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(["jsonl"], Extensions(csv));
        Assert.Equal(TableFiles(json), TableFiles(csv));
        var catalog = CatalogFile.Read(csv.Folder);
        using var engine = AthenaEngine.Open(
            catalog,
            OutputFolder.BucketsOf(csv.Folder),
            new VirtualClock(RunRecord.TimeAfter(csv.Folder, TimeProvider.System)));
        Assert.All(Tables.All, table => Assert.Equal(
            json.Record.Tables[table.Name].Rows,
            engine.Execute($"SELECT count(*) FROM {table.Name}", catalog.Databases[0], Cancel).Rows[0][0]));
    }

    [Fact]
    public async Task Tables_without_rows_answer_in_both_formats()
    {
        using var folder = new TestFolder();
        var playlist = folder.Write(
            "local.json", """{"items":[{"is_local":true,"track":{"type":"track","name":"mine","is_local":true}}]}""");
        var options = TestRun.Small with { Playlists = [playlist] };
        using var csv = await TestRun.RunAsync(options);
        using var json = await TestRun.RunAsync(options with { Settings = JsonLines });

        Assert.Empty(csv.Record.Failures);
        Assert.Empty(json.Record.Failures);
        Assert.Equal(new RunRecord.TableRecord(0, 1), json.Record.Tables[Tables.Songs.Name]);
        Assert.Equal(csv.Record.Tables, json.Record.Tables);
        Assert.Equal(Answers(csv), Answers(json));
        Assert.Equal(QueryFile.All.Length, Answers(csv).Count);
    }

    private static SortedDictionary<string, string> Answers(TestRun run) => new(
        Directory.EnumerateFiles(Path.Combine(run.Folder, "queries"))
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText),
        StringComparer.Ordinal);

    private static IEnumerable<string> Extensions(TestRun run) => TableFiles(run).Keys
        .Select(key => key[(key.LastIndexOf('.') + 1)..])
        .Distinct();

    private static ImmutableSortedDictionary<string, string> TableFiles(TestRun run) => run.ProcessedFiles()
        .Where(file => Tables.All.Any(table => file.Key.StartsWith(table.Prefix, StringComparison.Ordinal)))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);
}

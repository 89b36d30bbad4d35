using System.Text.RegularExpressions;
using Twin.Spotify.Faults;

namespace Twin.Tests.Host;

/// <summary>Runs in which the publication has the Spark job make the tables.</summary>
public sealed partial class SparkRunTests
{
    private static readonly RunOptions Options = TestRun.Small with
    {
        Days = 2,
        PlaylistCount = 2,
        Settings = ImmutableDictionary<string, string>.Empty.Add("plays", "true"),
    };

    private static readonly RunOptions BySpark =
        Options with { Settings = Options.Settings.Add("transform", "spark") };

    [Fact]
    public async Task Both_engines_write_the_same_objects_and_answers_but_for_the_version_in_markers()
    {
        _ = InstalledProgram.Require("python3");
        using var function = await TestRun.RunAsync(Options);
        using var spark = await TestRun.RunAsync(BySpark);

        Assert.Empty(spark.Record.Failures);
        Assert.Empty(spark.Record.Denied);
        var files = FilesOf(spark);
        Assert.Equal(FilesOf(function).Keys, files.Keys);
        Assert.All(FilesOf(function), file => Assert.Equal(file.Value, files[file.Key]));
        var (name, job) = Assert.Single(spark.Record.Jobs!);
        Assert.Equal(("spotify-dev-spark", 0), (name, job.Errors));
        Assert.DoesNotContain("spotify-dev-transform", spark.Record.Functions.Keys);
        Assert.Null(function.Record.Jobs);
        foreach (var metric in (string[])["SnapshotsTransformed", "PlaylistsSettled"])
        {
            Assert.Equal(SumOf(function, metric), SumOf(spark, metric));
        }

        if (!job.Spark)
        {
            const string told = "transformation ran without";
            HtmlReport.Write(spark.Folder);
            foreach (var file in (string[])["timeline.jsonl", "report.html"])
            {
                var text = await File.ReadAllTextAsync(Path.Combine(spark.Folder, file), Cancel);
                Assert.Contains(told, text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(FaultLevel.Usual)]
    [InlineData(FaultLevel.Chaos)]
    public async Task With_faults_of_Spotify_a_run_by_Spark_ends_well(FaultLevel faults)
    {
        _ = InstalledProgram.Require("python3");
        using var run = await TestRun.RunAsync(BySpark with { Faults = faults });

        Assert.Empty(run.Record.Failures);
        Assert.All(run.Record.Jobs!.Values, job => Assert.Equal(0, job.Errors));
    }

    private static double SumOf(TestRun run, string metric) =>
        run.Record.Metrics.Single(found => found.Name == metric).Sum;

    /// <summary>The processed objects, the answers of the named queries, and the keys of the raw objects: these have
    /// the address of the sandbox.</summary>
    private static SortedDictionary<string, string> FilesOf(TestRun run)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, bytes) in run.ProcessedFiles())
        {
            files.Add(file, CodeVersion().Replace(Encoding.Latin1.GetString(Convert.FromHexString(bytes)), ""));
        }

        foreach (var folder in (string[])["s3/spotify-dev-raw/raw", "queries"])
        {
            foreach (var file in Directory.EnumerateFiles(
                Path.Combine(run.Folder, folder), "*", SearchOption.AllDirectories))
            {
                files.Add(
                    Path.GetRelativePath(run.Folder, file), folder == "queries" ? File.ReadAllText(file) : "");
            }
        }

        return files;
    }

    [GeneratedRegex("(?<=^  \"code_version\": \")[^\"]*", RegexOptions.Multiline)]
    private static partial Regex CodeVersion();
}

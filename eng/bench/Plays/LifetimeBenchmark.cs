using System.Text.RegularExpressions;
using Twin.Cli.Reports;
using Twin.Host.History;
using Twin.Host.Runs;

namespace Bench.Plays;

/// <summary>The import of a made-up export into the twin: the whole command, from the start of its process to its
/// end.</summary>
internal sealed partial class LifetimeBenchmark : IBenchmark
{
    public const int Plays = 2_000_000;

    // The same import almost without plays: what a host needs anyway.
    private const int FewPlays = 500;

    public string Name => "plays";

    public string Title => "A lifetime of plays";

    public async Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var few = await MeasureAsync(FewPlays, options, cancellationToken);
        return ToText(options.Quick ? few : await MeasureAsync(Plays, options, cancellationToken), few);
    }

    private async Task<Measurement> MeasureAsync(int plays, BenchOptions options, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create("bench-plays");
        var zip = Path.Combine(folder.FullName, "export.zip");
        var export = new GeneratedExport(plays, seed: 1);
        options.OnStep($"{Name}: an export of {plays:#,0} plays is made");
        export.Write(zip);
        options.OnStep($"{Name}: it is run");
        return await RunAsync(export, zip, Path.Combine(folder.FullName, "out"), cancellationToken);
    }

    private static async Task<Measurement> RunAsync(
        GeneratedExport export, string zip, string folder, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet,
            [
                "exec", Path.Combine(AppContext.BaseDirectory, "Twin.Cli.dll"), "run", "--stack", BenchmarkStack.Name,
                "--history", zip, "--out", folder,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            long atManifests = 0;
            long last = 0;
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                process.Refresh();
                last = process.HasExited ? last : Math.Max(last, process.PeakWorkingSet64);
                atManifests = line.Contains(ExportImport.Milestone, StringComparison.Ordinal) ? last : atManifests;
            }

            await process.WaitForExitAsync(cancellationToken);
            var time = clock.Elapsed;
            if (process.ExitCode != 0)
            {
                throw new RunFailedException($"run --history failed: {await errors}");
            }

            return Read(export, folder, time, atManifests, last);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Measurement Read(
        GeneratedExport export, string folder, TimeSpan time, long hostAtManifests, long host)
    {
        var plays = RunRecord.Read(Path.Combine(folder, RunRecord.FileName)).History!.Plays[^1].Plays;
        if (plays != export.Kept)
        {
            throw new RunFailedException(FormattableString.Invariant(
                $"play_history has {plays} plays, and the export {export.Kept}"));
        }

        var entries = TimelineFile.Read(folder)!.Value;
        double At(Func<TimelineEntry, bool> found) => entries.Last(found).Elapsed.TotalSeconds;
        return new Measurement(
            export.Kept,
            time.TotalSeconds,
            entries[0].Elapsed.TotalSeconds,
            At(entry => entry.Text.Contains(ExportImport.Milestone, StringComparison.Ordinal)),
            At(entry => TransformEnd().IsMatch(entry.Text)),
            At(entry => entry.Source == TimelineSource.StepFunctions),
            hostAtManifests,
            host,
            entries.Max(entry => TransformEnd().Match(entry.Text) is { Success: true } end
                ? int.Parse(end.Groups["megabytes"].Value, CultureInfo.InvariantCulture)
                : 0));
    }

    private static string ToText(Measurement measured, Measurement few) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        `run --history` on a made-up export of {measured.Plays:#,0} plays (`dotnet dev.cs bench export --zip FILE`), from the start of
        its process to its end; the twin's functions and its Athena share the machine's processors:
        {measured.Seconds:0.0} s.

        * {measured.Stripped:0.0} s until the export is read and stripped;
        * {measured.Imported - measured.Stripped:0.0} s until the last manifest is written, while months are transformed;
        * {measured.Transformed - measured.Imported:0.0} s until the last month is transformed;
        * {measured.Published - measured.Transformed:0.0} s until play_history is merged, year by year;
        * {measured.Seconds - measured.Published:0.0} s for the start, the named queries, the report and the end.

        Peaks of memory: {measured.TransformMegabytes} MB of the transform's process; {Megabytes(measured.HostAtManifests):0} MB
        of the twin's process up to the last manifest, {Megabytes(measured.HostAtManifests - few.HostAtManifests):0} MB more than with
        {few.Plays} plays; and {Megabytes(measured.Host):0} MB with Athena's merges in it, which DuckDB does.
        """);

    private static double Megabytes(long bytes) => bytes / (1024.0 * 1024.0);

    [GeneratedRegex("transform done in .*, (?<megabytes>[0-9]+) MB")]
    private static partial Regex TransformEnd();

    /// <param name="Seconds">The seconds from the start of the process to its end; the others are since the run
    /// began.</param>
    /// <param name="HostAtManifests">The peak of the host's memory when the last manifest was written.</param>
    private sealed record Measurement(
        int Plays, double Seconds, double Stripped, double Imported, double Transformed, double Published,
        long HostAtManifests, long Host, int TransformMegabytes);
}

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Bench.Parts;

/// <summary>The inner parts of the transform, by BenchmarkDotNet in this process.</summary>
internal sealed class PartsBenchmark : IBenchmark
{
    public string Name => "parts";

    public string Title => "Parts of the transformation";

    public async Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(
            "By BenchmarkDotNet, in one process that has compiled all of it to the end before the clock starts.\n");
        using var artifacts = TemporaryFolder.Create("bench-parts");
        foreach (var part in new[] { typeof(PagePart), typeof(JumpPart), typeof(IdPart), typeof(TablePart) })
        {
            cancellationToken.ThrowIfCancellationRequested();
            options.OnStep($"{Name}: {part.Name}");
            var summary = await Task.Run(
                () => BenchmarkRunner.Run(part, Configuration(options, artifacts.FullName)), cancellationToken);
            if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            {
                throw new RunFailedException($"BenchmarkDotNet could not measure {part.Name}.");
            }

            text.Append('\n').Append(Table(summary));
        }

        return text.ToString();
    }

    private static ManualConfig Configuration(BenchOptions options, string artifacts) => ManualConfig.CreateEmpty()
        .AddJob((options.Quick ? Job.Dry : Job.ShortRun).WithToolchain(InProcessNoEmitToolchain.Instance))
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(artifacts)
        .WithOption(ConfigOptions.DisableLogFile, true)
        .WithCultureInfo(CultureInfo.InvariantCulture);

    private static string Table(Summary summary)
    {
        var written = new AccumulationLogger();
        MarkdownExporter.GitHub.ExportToLog(summary, written);
        var lines = written.GetLog().Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines.Where(line => line.StartsWith('|'))) + "\n";
    }
}

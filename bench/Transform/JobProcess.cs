using System.Diagnostics;
using System.Text.Json;
using Local;
using Local.Lambda;

namespace Bench.Transform;

/// <summary>What one process took.</summary>
/// <param name="Job">What it did.</param>
/// <param name="Time">From its start to its end.</param>
/// <param name="Result">What it said itself.</param>
internal sealed record JobMeasurement(Job Job, TimeSpan Time, JobResult Result);

/// <summary>This program a second time, for one job.</summary>
internal static class JobProcess
{
    /// <summary>The first word of its arguments.</summary>
    public const string Argument = "job";

    /// <summary>Does the job in a process of its own.</summary>
    /// <exception cref="RunFailedException">The process fails.</exception>
    public static async Task<JobMeasurement> RunAsync(Job job, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet, ["exec", typeof(JobProcess).Assembly.Location, Argument, job.ToString(), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As the functions' own project has it, for all that are compared
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var said = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var time = clock.Elapsed;
            return process.ExitCode == 0
                ? new JobMeasurement(job, time, JsonSerializer.Deserialize(said, JobJson.Default.JobResult)!)
                : throw new RunFailedException($"{job} failed: {await errors}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

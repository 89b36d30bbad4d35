using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Infra.Stages;
using Local.Aws.Declaration;
using Local.Aws.Lambda;

namespace Bench.Transform;

/// <summary>What one process took.</summary>
/// <param name="Job">What it did.</param>
/// <param name="Time">From its start to its end.</param>
/// <param name="Result">What it said itself.</param>
internal sealed record JobMeasurement(Job Job, TimeSpan Time, JobResult Result);

/// <summary>This program a second time, for one job, with the functions' code as a package has it.</summary>
/// <param name="program">A folder with all that it takes.</param>
internal sealed class JobProcess(string program)
{
    /// <summary>The first word of its arguments.</summary>
    public const string Argument = "job";

    /// <summary>Puts this program and the assemblies of a package together.</summary>
    /// <param name="package">Its assemblies take the place of this program's.</param>
    /// <param name="folder">Gets them.</param>
    public static JobProcess With(string package, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        using var zip = ZipFile.OpenRead(package);
        foreach (var assembly in zip.Entries.Where(entry => Path.GetExtension(entry.Name) == ".dll"))
        {
            assembly.ExtractToFile(Path.Combine(folder, assembly.Name), overwrite: true);
        }

        return new JobProcess(folder);
    }

    /// <summary>Does the job in a process of its own.</summary>
    /// <exception cref="RunFailedException">The process fails.</exception>
    public async Task<JobMeasurement> RunAsync(Job job, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet, ["exec", Path.Combine(program, "Bench.dll"), Argument, job.ToString(), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As the functions' own project has it, for all that are compared.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        foreach (var (name, value) in LakeFunction.RuntimeVariables)
        {
            start.Environment[name] = value;
        }

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

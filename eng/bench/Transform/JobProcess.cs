using System.IO.Compression;
using System.Text.Json.Serialization;
using Infra.Components;

namespace Bench.Transform;

/// <param name="Time">The time from the start of the process to its end.</param>
internal sealed record JobMeasurement(Job Job, TimeSpan Time, JobResult Result);

/// <summary>A second process of this program, for one job, with the functions' code from a package.</summary>
/// <param name="program">The folder with the program and all its assemblies.</param>
internal sealed class JobProcess(string program)
{
    public const string Argument = "job";

    /// <summary>Combines this program with the assemblies of a package.</summary>
    /// <param name="package">The package, whose assemblies replace this program's.</param>
    public static JobProcess With(string package, string folder)
    {
        Merge(AppContext.BaseDirectory, package, folder);
        return new JobProcess(folder);
    }

    /// <summary>Copies a program and the assemblies of a package to one folder, each file to its old place: a NuGet
    /// package may have its native library in <c>runtimes/linux-x64/native</c>.</summary>
    /// <param name="package">The package, whose assemblies replace the program's.</param>
    /// <param name="folder">The target folder, not inside the program's folder.</param>
    internal static void Merge(string program, string package, string folder)
    {
        var fromProgram = Path.GetRelativePath(program, folder);
        if (!Path.IsPathRooted(fromProgram) && fromProgram.Split(Path.DirectorySeparatorChar)[0] != "..")
        {
            throw new ArgumentException(
                $"{folder} is in {program}, which would be copied into itself.", nameof(folder));
        }

        foreach (var file in Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Place(Path.GetRelativePath(program, file)));
        }

        using var zip = ZipFile.OpenRead(package);
        foreach (var assembly in zip.Entries.Where(entry => Path.GetExtension(entry.Name) == ".dll"))
        {
            assembly.ExtractToFile(Place(assembly.FullName), overwrite: true);
        }

        string Place(string relative)
        {
            var path = Path.Combine(folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return path;
        }
    }

    public async Task<JobMeasurement> RunAsync(Job job, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            DotnetRuntime.Dotnet, ["exec", Path.Combine(program, "Bench.dll"), Argument, job.ToString(), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // As in the functions' own project, for all that are compared.
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

internal enum Job
{
    /// <summary>Nothing: the cost of the process itself.</summary>
    Idle,

    /// <summary>Reads every token of every page, and does nothing with it.</summary>
    Walk,

    /// <summary>Hashes every page, and then does the same.</summary>
    WalkAndHash,

    /// <summary>Makes all tables with the transform's code.</summary>
    Transform,

    /// <summary>The same, without the hashes of the pages.</summary>
    TransformWithoutHash,

    /// <summary>Makes the same tables with DuckDB.</summary>
    DuckDb,
}

/// <summary>The figures that a process prints about its job.</summary>
/// <param name="ProcessorSeconds">The time of all processors, from the start of the process.</param>
/// <param name="AllocatedBytes">The bytes that the job allocated on the managed heap.</param>
/// <param name="PeakBytes">The peak of the process's memory.</param>
/// <param name="Rows">The number of rows by table, without headers; empty where the job makes no table.</param>
internal sealed record JobResult(
    double ProcessorSeconds, long AllocatedBytes, long PeakBytes, IReadOnlyDictionary<string, long> Rows);

[JsonSerializable(typeof(JobResult))]
internal sealed partial class JobJson : JsonSerializerContext;

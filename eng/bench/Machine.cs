using System.Runtime.InteropServices;

namespace Bench;

/// <param name="Processor">The processor's model, or the architecture where the system does not name the model.</param>
/// <param name="Cores">The number of logical processors that this process may use.</param>
/// <param name="MemoryBytes">The memory that this process may use, in bytes.</param>
internal sealed record Machine(string Processor, int Cores, long MemoryBytes, string System, string Framework)
{
    private const double Gibibyte = 1024 * 1024 * 1024;

    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Cores} {(Cores == 1 ? "core" : "cores")}, {MemoryBytes / Gibibyte:0.#} GiB, "
        + $"{System}, {Framework}");

    public static Machine This() => new(
        Model() is { Length: > 0 } model ? model : RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    private static string? Model()
    {
        if (OperatingSystem.IsLinux())
        {
            return File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
                .Split(':', 2)[1].Trim();
        }

        if (OperatingSystem.IsMacOS())
        {
            string[] arguments = ["-n", "machdep.cpu.brand_string"];
            using var asked = Process.Start(
                new ProcessStartInfo("/usr/sbin/sysctl", arguments) { RedirectStandardOutput = true });
            return asked?.StandardOutput.ReadToEnd().Trim();
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
    }
}

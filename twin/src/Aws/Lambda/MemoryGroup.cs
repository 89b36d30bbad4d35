namespace Twin.Aws.Lambda;

/// <summary>A control group of Linux with the memory of one function: the kernel kills a process that uses more. It is
/// made in the folder that <see cref="Variable"/> names, if it does: few users may make one elsewhere.</summary>
internal sealed class MemoryGroup : IDisposable
{
    /// <summary>The variable with a folder of the memory controller, version 1 or 2, which is writable.</summary>
    public const string Variable = "SPOTIFYSTACK_CGROUP";

    private static int _created;

    private readonly string _folder;
    private readonly bool _isFirstVersion;

    private MemoryGroup(string parent, LambdaFunction function)
    {
        _folder = Path.Combine(
            parent, $"{function.Name}-{Environment.ProcessId}-{Interlocked.Increment(ref _created)}");
        Directory.CreateDirectory(_folder);
        _isFirstVersion = File.Exists(Path.Combine(_folder, "memory.limit_in_bytes"));
        var bytes = ((long)function.MemorySize << 20).ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(_folder, _isFirstVersion ? "memory.limit_in_bytes" : "memory.max"), bytes);
    }

    /// <summary>True if the kernel killed a process.</summary>
    public bool HasKilled =>
        File.ReadLines(Path.Combine(_folder, _isFirstVersion ? "memory.oom_control" : "memory.events"))
            .Select(line => line.Split(' '))
            .Any(counter => counter is ["oom_kill", not "0"]);

    /// <summary>The beginning of a command that runs in the group from its first byte on.</summary>
    public ImmutableArray<string> Start =>
    [
        "/bin/sh", "-c", """echo $$ > "$0" && unset PWD OLDPWD && exec "$@" """,
        Path.Combine(_folder, "cgroup.procs"),
    ];

    /// <summary>A group for a process; null if the user has named no folder for groups.</summary>
    public static MemoryGroup? Create(LambdaFunction function) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } parent
            ? new MemoryGroup(parent, function)
            : null;

    // The files of a group cannot be deleted, only the group.
    public void Dispose() => Directory.Delete(_folder);
}

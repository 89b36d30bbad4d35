using Microsoft.Win32.SafeHandles;

namespace Twin.Tests.Cli.Commands;

/// <summary>Another process, as Linux describes it in <c>/proc</c>.</summary>
internal static class LinuxProcess
{
    private const string Listening = "0A";

    public static IReadOnlyList<int> ChildrenOf(int processId) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(id => ParentOf(id) == processId),
    ];

    /// <summary>The addresses on which a process listens, in the kernel's hexadecimal form: address:port.</summary>
    public static IReadOnlyList<string> ListenersOf(int processId)
    {
        var sockets = Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd")
            .Select(descriptor => new FileInfo(descriptor).LinkTarget)
            .ToHashSet();
        return
        [
            .. ((string[])["tcp", "tcp6"])
                .SelectMany(table => File.ReadLines($"/proc/{processId}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[3] == Listening && sockets.Contains($"socket:[{fields[9]}]"))
                .Select(fields => fields[1]),
        ];
    }

    public static IReadOnlyDictionary<string, string> VariablesOf(int processId) =>
        File.ReadAllText($"/proc/{processId}/environ")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(variable => variable[0], variable => variable[1], StringComparer.Ordinal);

    /// <summary>Determines whether SIGINT does nothing to a process.</summary>
    public static bool IgnoresInterrupts(int processId)
    {
        // A hexadecimal number; the bit of the signal 2 is the second one.
        var ignored = File.ReadLines($"/proc/{processId}/status")
            .Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (ulong.Parse(ignored.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            & 0b10) != 0;
    }

    /// <summary>The arguments that a process was started with, which every user can see.</summary>
    public static string ArgumentsOf(int processId) => File.ReadAllText($"/proc/{processId}/cmdline");

    public static IReadOnlyList<string> HeldInMemory(int processId, IReadOnlyList<string> texts)
    {
        var patterns = texts
            .SelectMany(text => ((Encoding[])[Encoding.UTF8, Encoding.Unicode])
                .Select(encoding => (Text: text, Bytes: encoding.GetBytes(text))))
            .ToList();
        var overlap = patterns.Max(pattern => pattern.Bytes.Length) - 1;
        var found = new HashSet<string>(StringComparer.Ordinal);
        using var memory = File.OpenHandle($"/proc/{processId}/mem");
        var buffer = new byte[1024 * 1024];
        foreach (var (start, end) in WritableMemoryOf(processId))
        {
            for (var at = start; at < end; at += buffer.Length - overlap)
            {
                var size = (int)Math.Min(buffer.Length, end - at);
                if (Read(memory, buffer.AsSpan(0, size), at) is not { } count)
                {
                    break;
                }

                foreach (var (text, bytes) in patterns)
                {
                    if (buffer.AsSpan(0, count).IndexOf(bytes) >= 0)
                    {
                        found.Add(text);
                    }
                }
            }
        }

        return [.. texts.Where(found.Contains)];
    }

    private static IEnumerable<(long Start, long End)> WritableMemoryOf(int processId) =>
        from line in File.ReadAllLines($"/proc/{processId}/maps")
        let fields = line.Split(' ')
        where fields[1].StartsWith("rw", StringComparison.Ordinal)
        let ends = fields[0].Split('-')
            .Select(end => long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        select (ends.First(), ends.Last());

    private static int? Read(SafeFileHandle memory, Span<byte> buffer, long at)
    {
        try
        {
            return RandomAccess.Read(memory, buffer, at);
        }
        catch (IOException)
        {
            // The memory was released after it was listed, or it belongs to a device.
            return null;
        }
    }

    private static int? ParentOf(int processId)
    {
        try
        {
            // "pid (name) state parent …"; the name may contain any character.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

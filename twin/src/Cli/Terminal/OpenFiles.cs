namespace Twin.Cli.Terminal;

/// <summary>The number of files that the shell lets a program have open. With too few, the program fails at any
/// place, in words of .NET.</summary>
internal static class OpenFiles
{
    // A run needs about half of them. Other systems let a program raise its limit, and .NET does so.
    private const int Least = 512;
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>The reason why no command can run; null if there are enough.</summary>
    public static string? Refusal() => File.Exists(Limits) ? Refusal(File.ReadLines(Limits)) : null;

    public static string? Refusal(IEnumerable<string> limits) =>
        limits.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
        && int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
        && most < Least
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"This shell lets a program have {most} files open, and {Least} are needed: ulimit -n {Least}")
            : null;
}

namespace Bench;

/// <summary>The report of all benchmarks, with the machine and the time.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="At">The time.</param>
/// <param name="Sections">The sections, one for each benchmark.</param>
internal sealed record BenchReport(Machine Machine, DateTimeOffset At, ImmutableArray<BenchSection> Sections)
{
    /// <summary>The file's name, from the repository's root.</summary>
    public const string FileName = "eng/bench/RESULTS.md";

    /// <summary>The command that writes the file.</summary>
    public const string Command = "dotnet dev.cs bench --write";

    /// <summary>The whole file.</summary>
    public string ToFile() => $"""
        <!-- Written by `{Command}`: measure again, do not change this file. -->

        # What was measured

        {ToText()}
        """;

    /// <summary>The same without the file's own heading.</summary>
    public string ToText() => string.Join("\n\n",
    [
        $"{At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {Machine.Description}.",
        .. Sections.Select(section => $"## {section.Title}\n\n{section.Markdown.Trim()}"),
    ]) + "\n";
}

/// <summary>The result of one benchmark.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Markdown">The text below it.</param>
internal sealed record BenchSection(string Title, string Markdown);

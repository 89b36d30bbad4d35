using System.Collections.Immutable;
using System.Globalization;

namespace Bench;

/// <summary>What was measured, on which machine and when.</summary>
/// <param name="Machine">Where.</param>
/// <param name="At">When.</param>
/// <param name="Sections">One a benchmark.</param>
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

/// <summary>What one benchmark found.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Markdown">What follows it.</param>
internal sealed record BenchSection(string Title, string Markdown);

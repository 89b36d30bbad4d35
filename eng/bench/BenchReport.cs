namespace Bench;

internal sealed record BenchReport(Machine Machine, DateTimeOffset At, ImmutableArray<BenchSection> Sections)
{
    /// <summary>The file's name, from the repository's root.</summary>
    public const string FileName = "eng/bench/RESULTS.md";
    public const string Command = "dotnet dev.cs bench --write";

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

internal sealed record BenchSection(string Title, string Markdown);

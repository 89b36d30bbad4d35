using Bench;

namespace Eng.Tests.Bench;

public sealed class BenchReportTests
{
    private static readonly Machine Known = new("A processor", 2, 25_232_932_864, "A system 1.2", ".NET 10.0.1");
    private static readonly DateTimeOffset Night = new(2026, 11, 21, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public void It_names_the_machine_and_the_time_and_has_a_section_for_each_benchmark()
    {
        var report = new BenchReport(Known, Night, [new("First", "\none\n"), new("Second", "two")]);

        Assert.Equal(
            """
            2026-11-21, A processor, 2 cores, 23.5 GiB, A system 1.2, .NET 10.0.1.

            ## First

            one

            ## Second

            two

            """,
            report.ToText());
        Assert.StartsWith("<!-- Written by `dotnet dev.cs bench --write`", report.ToFile(), StringComparison.Ordinal);
        Assert.EndsWith(report.ToText(), report.ToFile(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_core_is_written_in_the_singular() =>
        Assert.Contains(", 1 core, ", (Known with { Cores = 1 }).Description, StringComparison.Ordinal);

    [Fact]
    public void This_machine_is_described_in_one_line()
    {
        var machine = Machine.This();

        Assert.NotEmpty(machine.Processor);
        Assert.InRange(machine.MemoryBytes, 1L << 28, long.MaxValue);
        Assert.DoesNotContain('\n', machine.Description);
    }

    [Fact]
    public void The_committed_report_was_written_by_the_command()
    {
        var written = File.ReadAllText(Path.Combine(PulumiProject.Folder, BenchReport.FileName));

        Assert.StartsWith($"<!-- Written by `{BenchReport.Command}`", written, StringComparison.Ordinal);
        Assert.Contains("## Extraction", written, StringComparison.Ordinal);
    }
}

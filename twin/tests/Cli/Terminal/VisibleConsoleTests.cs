using Spectre.Console;
using Twin.Cli.Terminal;
using Table = Spectre.Console.Table;

namespace Twin.Tests.Cli.Terminal;

public sealed partial class VisibleConsoleTests
{
    [Fact]
    public void Drawn_text_has_no_controls_but_the_consoles_own()
    {
        using var written = new StringWriter();
        var console = VisibleConsole.Create(new AnsiConsoleOutput(written), AnsiSupport.Yes);

        console.MarkupLine($"[red]{Markup.Escape(HostileText.Name)}[/]");
        console.Write(new Table().AddColumn(Markup.Escape(HostileText.Name)).AddRow(Markup.Escape(HostileText.Name)));
        console.Write(HostileText.Name);
        console.Write(new WholeLine(("red", HostileText.Name), ("blue", HostileText.Name)));

        var own = Own().Replace(written.ToString(), "").ReplaceLineEndings("\n");
        Assert.NotEqual(written.ToString(), own);
        HostileText.AssertHarmless(own);
    }

    // A colour, or all that is below erased.
    [GeneratedRegex("\u001b\\[(?:[0-9;]*m|J)")]
    private static partial Regex Own();
}

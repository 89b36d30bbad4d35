using System.Text.RegularExpressions;
using Local.Cli.Terminal;
using Spectre.Console;

namespace Tests.Local.Cli.Terminal;

public sealed partial class VisibleConsoleTests
{
    [Fact]
    public void What_is_drawn_has_the_consoles_own_colours_and_no_other_control()
    {
        using var written = new StringWriter();
        var console = VisibleConsole.Create(new AnsiConsoleOutput(written), AnsiSupport.Yes);

        console.MarkupLine($"[red]{Markup.Escape(HostileText.Name)}[/]");
        console.Write(new Table().AddColumn(Markup.Escape(HostileText.Name)).AddRow(Markup.Escape(HostileText.Name)));
        console.Write(HostileText.Name);

        var own = Colour().Replace(written.ToString(), "").ReplaceLineEndings("\n");
        Assert.NotEqual(written.ToString(), own);
        HostileText.AssertHarmless(own);
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();
}

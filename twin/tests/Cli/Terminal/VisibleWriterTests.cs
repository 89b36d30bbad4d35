using Twin.Cli.Terminal;

namespace Twin.Tests.Cli.Terminal;

public sealed class VisibleWriterTests
{
    [Fact]
    public async Task No_way_to_write_leads_around_it()
    {
        var cancel = Cancel;
        const string Hostile = "\u001b";
        await using var written = new StringWriter { NewLine = "\n" };
        await using var writer = new VisibleWriter(written);

        writer.Write('\u001b');
        writer.Write(Hostile);
        writer.Write(Hostile.ToCharArray());
        writer.Write(Hostile.ToCharArray(), 0, 1);
        writer.Write(Hostile.AsSpan());
        writer.Write((object)Hostile);
        writer.Write("{0}", Hostile);
        writer.Write(new System.Text.StringBuilder(Hostile));
        await writer.WriteAsync('\u001b');
        await writer.WriteAsync(Hostile);
        await writer.WriteAsync(Hostile.AsMemory(), cancel);
        writer.WriteLine('\u001b');
        writer.WriteLine(Hostile);
        writer.WriteLine(Hostile.ToCharArray());
        writer.WriteLine(Hostile.AsSpan());
        writer.WriteLine((object)Hostile);
        writer.WriteLine("{0}", Hostile);
        await writer.WriteLineAsync('\u001b');
        await writer.WriteLineAsync(Hostile);
        await writer.WriteLineAsync(Hostile.AsMemory(), cancel);

        Assert.Equal(
            string.Concat(Enumerable.Repeat(@"\u001b", 11)) + string.Concat(Enumerable.Repeat("\\u001b\n", 9)),
            written.ToString());
    }

    [Fact]
    public void A_character_that_comes_in_halves_stays_whole()
    {
        using var written = new StringWriter();
        using var writer = new VisibleWriter(written);

        foreach (var half in "🌙")
        {
            writer.Write(half);
        }

        writer.Write('\ud83c');
        writer.Write("x");

        Assert.Equal(@"🌙\ud83cx", written.ToString());
    }

    [Fact]
    public void A_message_is_a_line_and_a_text_has_lines()
    {
        using var written = new StringWriter { NewLine = "\n" };
        using var writer = new VisibleWriter(written);

        writer.Write("one\ntwo\n");
        writer.WriteLine("three\nDone");
        writer.WriteLine();

        Assert.Equal("one\ntwo\nthree\n  Done\n\n", written.ToString());
    }
}

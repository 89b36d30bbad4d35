namespace Tests.Functions.Lake;

public sealed class PlaylistListTests
{
    [Fact]
    public void A_list_has_one_id_a_line_and_is_read_as_it_was_written()
    {
        var written = PlaylistList.Format(["b", "a", "b"]);

        Assert.Equal("b\na\n", written);
        Assert.Equal(["b", "a"], PlaylistList.Parse(Encoding.UTF8.GetBytes(written)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\n\t")]
    [InlineData("\uFEFF")]
    public void Blank_lines_are_ignored(string text) =>
        Assert.Empty(PlaylistList.Parse(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_list_that_an_editor_on_Windows_saved_is_read()
    {
        Assert.Equal(["a", "b"], PlaylistList.Parse(Encoding.UTF8.GetBytes("\uFEFFa\r\n\r\n b \r\na")));
    }

    [Fact]
    public void The_list_is_outside_of_the_raw_zone()
    {
        Assert.False(PlaylistList.Key.StartsWith(RawSnapshot.Zone, StringComparison.Ordinal));
        Assert.False(RawSnapshot.TryParseManifest(PlaylistList.Key, out _));
    }
}

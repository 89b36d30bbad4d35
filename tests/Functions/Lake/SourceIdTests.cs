namespace Tests.Functions.Lake;

public sealed class SourceIdTests
{
    private const string Id = "3cEYpjA9oz9GiPac4AsH4n";

    [Theory]
    [InlineData("")]
    [InlineData("spotify:playlist:")]
    [InlineData("spotify:user:spotify:playlist:")]
    [InlineData("spotify:user:j.doe-1%20x:playlist:")]
    [InlineData("https://open.spotify.com/playlist/")]
    [InlineData("http://open.spotify.com/playlist/")]
    [InlineData("HTTPS://Open.Spotify.com/playlist/")]
    [InlineData("open.spotify.com/playlist/")]
    [InlineData("https://open.spotify.com/intl-de/playlist/")]
    [InlineData("open.spotify.com/intl-pt-BR/playlist/")]
    [InlineData("https://open.spotify.com/user/spotify/playlist/")]
    [InlineData("https://open.spotify.com/user/j.doe+1%C3%A4/playlist/")]
    [InlineData("open.spotify.com/intl-fr/user/spotify/playlist/")]
    [InlineData("https://open.spotify.com/embed/playlist/")]
    public void A_playlist_is_recognised_in_each_form_of_its_address(string before)
    {
        foreach (var after in (string[])["", "/", "?si=0a1b2c3d", "/?si=0a1b2c3d&pi=x", "#top", "/#top", " "])
        {
            Assert.True(SourceId.TryParse(before + Id + after, out var source), before + Id + after);
            Assert.Equal(new SourceId.Playlist(Id), source);
        }
    }

    [Theory]
    [InlineData("liked", "liked", "liked")]
    [InlineData(" mine ", "mine", "mine")]
    [InlineData("top-tracks:short", "top-tracks-short", "top-tracks:short")]
    [InlineData("top-tracks:medium:100", "top-tracks-medium", "top-tracks:medium")]
    [InlineData("top-tracks:long:00200", "top-tracks-long", "top-tracks:long:200")]
    [InlineData("top-tracks-short", "top-tracks-short", "top-tracks:short")]
    public void An_own_list_has_one_text_and_one_name_in_keys(string text, string name, string canonical)
    {
        Assert.True(SourceId.TryParse(text, out var source));
        Assert.Equal((name, canonical), (source.Name, source.Text));
        Assert.True(SourceId.TryParse(source.Text, out var again));
        Assert.Equal(source, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("top")]
    [InlineData("top-tracks")]
    [InlineData("top-tracks:week")]
    [InlineData("top-tracks:short:0")]
    [InlineData("top-tracks:short:10001")]
    [InlineData("top-tracks:short:-1")]
    [InlineData("top-tracks:short:")]
    [InlineData("Liked")]
    [InlineData("3cEYpjA9oz9GiPac4AsH4")]
    [InlineData("3cEYpjA9oz9GiPac4AsH4nn")]
    [InlineData("3cEYpjA9oz9GiPac4AsH4ö")]
    [InlineData("3cEYpjA9oz9GiPac4AsH4n/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("spotify:album:3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("spotify:user:playlist:3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("spotify:user:3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("https://open.spotify.com/album/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("https://open.spotify.com/user/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("https://open.spotify.com/playlist/3cEYpjA9oz9GiPac4AsH4n/edit")]
    [InlineData("https://open.spotify.com/?of=/playlist/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("https://open.spotify.com.example.com/playlist/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("https://example.com/playlist/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("https://example.com/open.spotify.com/playlist/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("ftp://open.spotify.com/playlist/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("playlist/3cEYpjA9oz9GiPac4AsH4n")]
    [InlineData("3cEYpjA9oz9GiPac4AsH4n\n3cEYpjA9oz9GiPac4AsH4n")]
    public void A_text_that_is_no_source_is_refused(string text)
    {
        Assert.False(SourceId.TryParse(text, out var source), source?.Text);
        Assert.Null(source);
    }
}

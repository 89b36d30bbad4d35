namespace Tests.Functions.Lake;

public sealed class PlaylistIdTests
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
            Assert.True(PlaylistId.TryParse(before + Id + after, out var id), before + Id + after);
            Assert.Equal(Id, id);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("top")]
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
    public void A_text_that_is_not_a_playlist_is_refused(string text)
    {
        Assert.False(PlaylistId.TryParse(text, out var id), id);
        Assert.Null(id);
    }
}

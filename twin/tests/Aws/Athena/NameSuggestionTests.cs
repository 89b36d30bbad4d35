using Twin.Aws.Athena.Statements;

namespace Twin.Tests.Aws.Athena;

/// <summary>The names that are suggested for misspelt ones.</summary>
public sealed class NameSuggestionTests
{
    private static readonly string[] Known =
        ["albums", "playlist_entries", "playlists", "songs", "song_artists", "top_songs", "top_songs_today", "id"];

    [Theory]
    [InlineData("song", "songs")]
    [InlineData("sogns", "songs")]
    [InlineData("sonngs", "songs")]
    [InlineData("sangs", "songs")]
    [InlineData("SONGS", "songs")]
    [InlineData("playlistentries", "playlist_entries")]
    [InlineData("playlistEntires", "playlist_entries")]
    [InlineData("top-songs", "top_songs")]
    [InlineData("top_song_today", "top_songs_today")]
    [InlineData("I_D", "id")]
    public void A_misspelt_name_gets_the_nearest_one(string name, string expected) =>
        Assert.Equal($" Did you mean '{expected}'?", NameSuggestion.Format(name, Known));

    [Theory]
    [InlineData("tracks")]
    [InlineData("ix")]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("albatross")]
    public void A_name_that_is_like_no_other_gets_none(string name) =>
        Assert.Equal("", NameSuggestion.Format(name, Known));

    [Fact]
    public void Of_two_names_that_are_equally_near_the_first_by_the_alphabet_is_suggested() =>
        Assert.Equal(" Did you mean 'bat'?", NameSuggestion.Format("hat", ["cat", "bat"]));
}

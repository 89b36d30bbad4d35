namespace Tests.Functions.Extract;

/// <summary>Refusals that are not about the playlist's owner have their own outcome.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("Insufficient client scope", "agree again", "/items")]
    [InlineData("Insufficient client scope", "agree again", "playlists")]
    [InlineData("User not registered in the Developer Dashboard", "dashboard", "/items")]
    [InlineData("User not registered in the Developer Dashboard", "dashboard", "playlists")]
    public async Task A_403_that_is_not_about_the_owner_has_its_own_advice(string words, string advice, string where)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 10));
        run.Spotify.OnRequest = address => address.Contains(where, StringComparison.Ordinal)
            ? ScriptedSpotify.Error(403, words)
            : null;

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Failed, outcome.Kind);
        Assert.Contains(words, outcome.Reason, StringComparison.Ordinal);
        Assert.Contains(advice, outcome.Advice, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(StateZone.Prefix + "playlists")]
    [InlineData(StateZone.Extract)]
    public async Task A_broken_connection_to_S3_is_not_reported_as_Spotifys(string key)
    {
        using var run = new ScriptedRun(ScriptedRun.Playlist('A', 10));
        run.S3.OnRead = read => read.StartsWith(key, StringComparison.Ordinal)
            ? new HttpRequestException("Connection refused (s3.eu-central-1.amazonaws.com:443)")
            : null;

        var failure = await Assert.ThrowsAnyAsync<Exception>(run.HandleAsync);

        Assert.Contains("Connection refused (s3.eu-central-1", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Spotify could not be reached", failure.Message, StringComparison.Ordinal);
    }
}

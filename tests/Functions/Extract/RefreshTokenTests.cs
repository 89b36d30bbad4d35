using Amazon.SimpleSystemsManagement;

namespace Tests.Functions.Extract;

/// <summary>A refresh token that Spotify issues in place of another is stored, and never logged.</summary>
public sealed class RefreshTokenTests
{
    private const string Next = "the-next-refresh-token";

    private static readonly string Given =
        GivenRefreshToken.Format(GivenRefreshToken.HashOf(ScriptedRun.RefreshToken), Next);

    [Fact]
    public async Task A_new_refresh_token_is_stored_before_it_is_needed()
    {
        using var run = Rotating();
        run.SecretsKey = "arn:aws:kms:eu-central-1:123456789012:key/1";

        var outcome = Assert.Single(await run.RunAsync());

        Assert.Equal(OutcomeKind.Complete, outcome.Kind);
        var written = Assert.Single(run.Parameters.Written);
        Assert.Equal(
            (ScriptedRun.GivenTokenParameter, Given, "SecureString", true, run.SecretsKey),
            (written.Name, written.Value, written.Type.Value, written.Overwrite, written.KeyId));
        Assert.Equal(ScriptedRun.RefreshToken, run.Parameters.Values[ScriptedRun.TokenParameter]);
        run.AssertSecret(Next);
    }

    [Fact]
    public async Task The_next_run_uses_the_new_token_and_the_authorization_keeps_its_age()
    {
        using var run = Rotating();
        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));

        Assert.True(Assert.Single(await run.RunAsync()).IsComplete);

        Assert.Equal([Next], run.Spotify.RefreshTokens);
        Assert.Equal([100, 101], run.Output.GetValues(LakeMetrics.RefreshTokenAge));
        Assert.Single(run.Parameters.Written);
    }

    [Fact]
    public async Task A_token_that_a_person_configures_later_is_used()
    {
        using var run = Rotating();
        await run.RunAsync();
        run.Pass(TimeSpan.FromDays(1));
        run.Spotify.RefreshTokens.Clear();
        run.Spotify.RefreshTokens.Add("a-persons-token");
        run.Spotify.NextRefreshToken = () => null;
        run.Parameters.Values[ScriptedRun.TokenParameter] = "a-persons-token";
        run.Parameters.LastModified[ScriptedRun.TokenParameter] = ScriptedRun.FirstDay.AddHours(12);

        Assert.True(Assert.Single(await run.RunAsync()).IsComplete);

        Assert.Equal([100, 0.5], run.Output.GetValues(LakeMetrics.RefreshTokenAge));
        run.AssertSecret("a-persons-token", Next);
    }

    [Fact]
    public async Task A_token_that_is_stored_at_the_second_attempt_fails_nothing()
    {
        using var run = Rotating();
        run.Spotify[ScriptedRun.Id('B')] = ScriptedRun.Playlist('B', 1);
        run.Configure(ScriptedRun.Id('A'), ScriptedRun.Id('B'));
        var tries = 0;
        run.Parameters.OnWrite = () => Interlocked.Increment(ref tries) == 1
            ? new AmazonSimpleSystemsManagementException("later")
            : null;

        var outcomes = await run.RunAsync();

        Assert.All(outcomes, outcome => Assert.True(outcome.IsComplete, outcome.ToString()));
        Assert.Equal(Given, run.Parameters.Values[ScriptedRun.GivenTokenParameter]);
        Assert.Equal(1, run.Spotify.Count("/api/token"));
    }

    [Fact]
    public async Task Many_playlists_share_one_token_and_one_renewal()
    {
        using var run = new ScriptedRun("ABCDEFGH".Select(letter => ScriptedRun.Playlist(letter, 120)));
        var refused = 0;
        run.Spotify.OnRequest = address => address.Contains("offset=50", StringComparison.Ordinal)
            && Interlocked.Increment(ref refused) == 1
                ? ScriptedSpotify.Error(401, "The access token expired")
                : null;

        Assert.All(await run.RunAsync(), outcome => Assert.Equal(OutcomeKind.Complete, outcome.Kind));
        Assert.Equal(2, run.Spotify.Count("/api/token"));
    }

    private static ScriptedRun Rotating()
    {
        var run = new ScriptedRun(ScriptedRun.Playlist('A', 60));
        run.Spotify.NextRefreshToken = () =>
        {
            if (!run.Spotify.RefreshTokens.Remove(ScriptedRun.RefreshToken))
            {
                return null;
            }

            run.Spotify.RefreshTokens.Add(Next);
            return Next;
        };
        return run;
    }
}

using Amazon.SimpleSystemsManagement;

namespace Tests.Functions.Extract;

/// <summary>A refresh token of Spotify's counts as long as the configured one is the token that it replaces.</summary>
public sealed class GivenRefreshTokenTests
{
    private const string Given = "the-given-refresh-token";

    [Theory]
    [InlineData(-30)]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(null)]
    public async Task A_given_token_is_used_whenever_the_parameters_were_written(int? daysAfterTheConfiguredOne)
    {
        using var run = With(Value(ScriptedRun.RefreshToken, Given), good: Given);
        if (daysAfterTheConfiguredOne is { } days)
        {
            run.Parameters.LastModified[ScriptedRun.GivenTokenParameter] =
                run.Parameters.LastModified[ScriptedRun.TokenParameter].AddDays(days);
        }
        else
        {
            run.Parameters.LastModified.Clear();
        }

        Assert.Equal(OutcomeKind.Complete, Assert.Single(await run.RunAsync()).Kind);
        run.AssertSecret(Given);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(0)]
    [InlineData(30)]
    public async Task A_given_token_is_not_used_if_another_one_is_configured(int daysAfterTheConfiguredOne)
    {
        using var run = With(Value("an-earlier-token", Given), good: ScriptedRun.RefreshToken);
        run.Parameters.LastModified[ScriptedRun.GivenTokenParameter] =
            run.Parameters.LastModified[ScriptedRun.TokenParameter].AddDays(daysAfterTheConfiguredOne);

        Assert.Equal(OutcomeKind.Complete, Assert.Single(await run.RunAsync()).Kind);
        run.AssertSecret(Given);
    }

    [Fact]
    public async Task A_given_token_is_stored_with_the_hash_of_the_configured_one()
    {
        using var run = With(ExtractEnvironment.NothingGiven, good: ScriptedRun.RefreshToken);
        foreach (var next in (string[])["second", "third", "fourth"])
        {
            run.Spotify.NextRefreshToken = () =>
            {
                run.Spotify.RefreshTokens.Clear();
                run.Spotify.RefreshTokens.Add(next);
                return next;
            };

            Assert.True(Assert.Single(await run.RunAsync()).IsComplete);

            Assert.Equal(
                Value(ScriptedRun.RefreshToken, next), run.Parameters.Values[ScriptedRun.GivenTokenParameter]);
            run.Pass(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task A_given_token_that_cannot_be_stored_fails_the_run_after_all_readings()
    {
        using var run = new ScriptedRun("ABCDEFGHIJ".Select(letter => ScriptedRun.Playlist(letter, 10)));
        run.Spotify.NextRefreshToken = () => Given;
        var tries = 0;
        run.Parameters.OnWrite = () =>
        {
            tries++;
            return new AmazonSimpleSystemsManagementException($"no room for {Given}") { ErrorCode = "Throttling" };
        };

        var failure = await Assert.ThrowsAnyAsync<Exception>(run.HandleAsync);

        Assert.Equal(10, run.Objects(RawSnapshot.Zone).Keys.Count(
            key => key.EndsWith(RawSnapshot.ManifestName, StringComparison.Ordinal)));
        Assert.InRange(tries, 2, 10);
        Assert.Contains(ScriptedRun.GivenTokenParameter, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Throttling: no room for ***", failure.Message, StringComparison.Ordinal);
        run.Invocation.LogLine(failure.ToString());
        run.AssertSecret(Given);
    }

    [Fact]
    public async Task After_an_empty_token_the_next_refresh_sends_the_current_one()
    {
        using var run = With(ExtractEnvironment.NothingGiven, good: ScriptedRun.RefreshToken);
        run.Spotify.NextRefreshToken = () => "";
        run.Spotify.OnRequest = Once("/items", 401);

        Assert.Equal(OutcomeKind.Complete, Assert.Single(await run.RunAsync()).Kind);

        Assert.Equal(2, run.Spotify.Count("/api/token"));
        Assert.Empty(run.Parameters.Written);
    }

    private static ScriptedRun With(string given, string good)
    {
        var run = new ScriptedRun(ScriptedRun.Playlist('A', 10));
        run.Parameters.Values[ScriptedRun.GivenTokenParameter] = given;
        run.Spotify.RefreshTokens.Clear();
        run.Spotify.RefreshTokens.Add(good);
        return run;
    }

    private static string Value(string configured, string given) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(configured)))[..16]}:{given}";

    private static Func<string, HttpResponseMessage?> Once(string text, int status)
    {
        var asked = 0;
        return address =>
            address.Contains(text, StringComparison.Ordinal) && Interlocked.Increment(ref asked) == 1
                ? ScriptedSpotify.Error(status, "The access token expired")
                : null;
    }
}

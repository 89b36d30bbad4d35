namespace Twin.Tests.Host;

public sealed class SandboxSpotifySourceTests
{
    [Fact]
    public async Task Each_run_has_its_own_secrets()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        var known = new SandboxOptions { Content = _ => [] };

        var secrets = first.Secrets.Concat(second.Secrets).Append(known.ClientSecret).Append(known.RefreshToken).ToList(
            );

        Assert.Equal(6, secrets.Distinct().Count());
    }

    private static Task<SandboxSpotifySource> StartAsync()
    {
        var clock = new VirtualClock(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        return SandboxSpotifySource.StartAsync(
            TestRun.Small, hasPlays: false, null, clock, new Timeline(TimeProvider.System, clock), Cancel);
    }
}

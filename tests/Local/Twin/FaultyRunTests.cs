using Local.Spotify.Faults;

namespace Tests.Local.Twin;

/// <summary>Runs of the stack while Spotify is not at its best.</summary>
[Collection(PulumiDeployments.Name)]
public sealed class FaultyRunTests
{
    [Fact]
    public async Task A_usual_week_leaves_the_same_bytes_as_one_without_faults()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var options = TestRun.Small with { Days = 3, PlaylistCount = 3, TrackCount = 120, Seed = seed };

        using var calm = await TestRun.RunAsync(options);
        using var usual = await TestRun.RunAsync(options with { Faults = FaultLevel.Usual });

        Assert.Empty(usual.Record.Failures);
        Assert.Equal(calm.ProcessedFiles(), usual.ProcessedFiles());
        Assert.All(usual.Record.Playlists, playlist => Assert.Contains(
            playlist.Outcome, (string[])["complete", "unchanged"]));
        Assert.Empty(calm.Record.Spotify.Faults);
        Assert.NotEmpty(usual.Record.Spotify.Faults);
        Assert.Equal(
            calm.Record.Spotify.Requests.Sum(requests => requests.Count),
            calm.Record.Spotify.Requests.Where(requests => requests.Status == 200).Sum(requests => requests.Count));
    }
}

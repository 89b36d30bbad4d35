using Bench.Extract;

namespace Eng.Tests.Bench.Extract;

public sealed class ExtractLowerBoundTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    [Theory]
    // One after another: token, description, first page, second page, description.
    [InlineData(1, 100, 40, 100, 300)]
    // A playlist without entries has one page too.
    [InlineData(1, 0, 20, 80, 240)]
    // 19 pages after the first: seven rounds.
    [InlineData(1, 1_000, 400, 460, 660)]
    // 40 pages and 40 descriptions: 27 rounds after the token.
    [InlineData(20, 100, 800, 1_620, 1_680)]
    [InlineData(1, 100_000, 40_000, 40_060, 40_260)]
    public void Each_round_of_three_takes_one_latency(int playlists, int entries, int pages, int requests, int inOrder)
    {
        var ideal = ExtractLowerBound.Compute(new ExtractCase(playlists, entries, 1), Latency, atOnce: 3);

        Assert.Equal(
            (pages, requests, inOrder),
            (ideal.Pages.TotalMilliseconds, ideal.Requests.TotalMilliseconds, ideal.InOrder.TotalMilliseconds));
    }
}

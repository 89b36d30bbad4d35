using Bench.Extract;

namespace Tests.Bench.Extract;

public sealed class ExtractIdealTests
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    [Theory]
    // One after the other: token, description, first page, the second one, description.
    [InlineData(1, 100, 40, 100, 300)]
    // Without any entry there is a page still.
    [InlineData(1, 0, 20, 80, 240)]
    // 19 pages behind the first: seven rounds.
    [InlineData(1, 1_000, 400, 460, 660)]
    // 40 pages and 40 descriptions: 27 rounds, behind the token.
    [InlineData(20, 100, 800, 1_620, 1_680)]
    [InlineData(1, 100_000, 40_000, 40_060, 40_260)]
    public void Rounds_of_three_take_a_latency_each(int playlists, int entries, int pages, int requests, int inOrder)
    {
        var ideal = ExtractIdeal.Of(new ExtractCase(playlists, entries, 1), Latency, atOnce: 3);

        Assert.Equal(
            (pages, requests, inOrder),
            (ideal.Pages.TotalMilliseconds, ideal.Requests.TotalMilliseconds, ideal.InOrder.TotalMilliseconds));
    }
}

namespace Tests.Functions.Transform;

public class RawPagePrefetcherTests
{
    private static readonly ManifestPage[] Pages =
        [.. Enumerable.Range(0, 6).Select(page => new ManifestPage($"page-{page}.json", page, 1, 1, ""))];

    private readonly List<string> _asked = [];
    private readonly List<Closed> _streams = [];

    [Fact]
    public async Task Three_pages_are_requested_while_one_is_read()
    {
        await using var pages = new RawPagePrefetcher<ManifestPage>(
            Pages, OpenAsync, TestContext.Current.CancellationToken);

        using var first = await pages.NextAsync();
        Assert.Equal(Pages[..4].Select(page => page.Name), _asked);

        using var second = await pages.NextAsync();
        Assert.Equal(Pages[..5].Select(page => page.Name), _asked);
    }

    [Fact]
    public async Task All_pages_come_once_in_their_order()
    {
        await using var pages = new RawPagePrefetcher<ManifestPage>(
            Pages, OpenAsync, TestContext.Current.CancellationToken);
        var read = new List<string>();
        foreach (var _ in Pages)
        {
            using var response = await pages.NextAsync();
            read.Add(response.Key);
        }

        Assert.Equal(Pages.Select(page => page.Name), read);
        Assert.Equal(Pages.Select(page => page.Name), _asked);
    }

    [Fact]
    public async Task Requested_pages_that_are_not_read_are_closed()
    {
        await using (var pages = new RawPagePrefetcher<ManifestPage>(
            Pages, OpenAsync, TestContext.Current.CancellationToken))
        {
            using var first = await pages.NextAsync();
        }

        Assert.Equal([true, true, true, true], _streams.Select(stream => stream.IsClosed));
    }

    [Fact]
    public async Task A_page_that_cannot_be_opened_fails_when_it_is_its_turn()
    {
        await using var pages = new RawPagePrefetcher<ManifestPage>(
            Pages,
            async (page, end) => page == Pages[1] ? throw new TestException() : await OpenAsync(page, end),
            TestContext.Current.CancellationToken);

        using var first = await pages.NextAsync();

        await Assert.ThrowsAsync<TestException>(pages.NextAsync);
    }

    private Task<GetObjectResponse> OpenAsync(ManifestPage page, CancellationToken cancellationToken)
    {
        _asked.Add(page.Name);
        _streams.Add(new Closed());
        return Task.FromResult(new GetObjectResponse { Key = page.Name, ResponseStream = _streams[^1] });
    }

    private sealed class TestException : Exception;

    private sealed class Closed : MemoryStream
    {
        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}

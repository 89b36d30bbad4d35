using Bench.Extract;
using Twin.Spotify.Http;

namespace Eng.Tests.Bench.Extract;

public sealed class ExtractSectionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
    private static readonly ExtractCase Small = new(1, 100, Processes: 3);

    [Fact]
    public void The_time_is_the_median_next_to_the_lower_bounds()
    {
        var lines = Lines(
            Measured(Small, InvocationKind.Cold, 9),
            Measured(Small, InvocationKind.Cold, 1),
            Measured(Small, InvocationKind.Cold, 2));

        Assert.Equal(
            ["1 × 100", "cold", "3", "2", "5", "2.50", "2.00 s", "0.20 s, 10.00×", "0.50 s, 4.00×", "1.50 s, 1.33×"],
            Row(lines, "| 1 × 100 | cold"));
    }

    [Fact]
    public void An_unchanged_playlist_is_reported_by_its_requests()
    {
        var unchanged = Measured(Small, InvocationKind.Unchanged, 1) with
        {
            Requests = [Request(RequestKind.Token, 0), Request(RequestKind.Playlist, 0)],
        };

        var lines = Lines(Measured(Small, InvocationKind.Cold, 1), unchanged);

        Assert.Equal(["1 × 100", "1.00", "1", "1.00 s"], Row(lines, "| 1 × 100 | 1.00"));
    }

    [Fact]
    public void Memory_is_reported_above_idle_and_with_its_growth_by_playlist_size()
    {
        var lines = Lines(
            Measured(Small, InvocationKind.Cold, 1, idle: 50, peak: 90),
            Measured(Small, InvocationKind.Cold, 1, idle: 52, peak: 91),
            Measured(new(1, 100_000, 1), InvocationKind.Cold, 1, idle: 50, peak: 121));

        Assert.Equal(["1 × 100", "52 MB", "91 MB", "40 MB"], Row(lines, "| 1 × 100 | 52"));
        Assert.Contains("From 100 to 100,000 entries it grows by 31 MB above idle.", lines);
    }

    [Theory]
    [InlineData(99, "The pace does not limit this: 100 requests a second are allowed,")]
    [InlineData(100, "The pace limits this: 100 requests a second are allowed,")]
    public void It_says_whether_the_pace_limits(int requests, string expected)
    {
        // The same number again, but not within the same second.
        var measurement = Measured(Small, InvocationKind.Cold, 1) with
        {
            Requests =
            [
                .. Enumerable.Range(0, requests).Select(i => Request(RequestKind.Entries, i)),
                .. Enumerable.Range(0, requests).Select(i => Request(RequestKind.Entries, 2000 + i)),
            ],
        };

        Assert.Equal(requests, measurement.BusiestSecond);
        Assert.Contains(expected, Lines(measurement));
    }

    private static List<string> Lines(params ExtractMeasurement[] measured) =>
    [
        .. new ExtractSection(
                [.. measured], TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(301), atOnce: 3, pace: 100)
            .ToMarkdown().Split('\n'),
    ];

    private static string[] Row(List<string> lines, string start) => lines
        .Where(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .StartsWith(start, StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
        .Single();

    private static ExtractMeasurement Measured(
        ExtractCase extract, InvocationKind kind, int seconds, int idle = 50, int peak = 100) => new(
        extract,
        kind,
        new InvokeResult
        {
            RequestId = "id",
            Payload = default,
            Duration = TimeSpan.FromSeconds(seconds),
            InitMemoryUsed = idle,
            MaxMemoryUsed = peak,
        },
        [
            Request(RequestKind.Token, 0),
            Request(RequestKind.Playlist, 1),
            .. Enumerable.Range(0, extract.Pages).Select(_ => Request(RequestKind.Entries, 2)),
            Request(RequestKind.Playlist, 3),
        ]);

    private static SandboxRequest Request(RequestKind kind, int milliseconds) =>
        new(Start.AddMilliseconds(milliseconds), "GET", "/", 200, TimeSpan.Zero) { Kind = kind };
}

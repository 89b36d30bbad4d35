using Bench.Extract;
using Twin.Spotify.Http;

namespace Eng.Tests.Bench.Extract;

public sealed class ExtractTrialTests
{
    [Fact]
    public async Task Each_page_is_requested_once_and_an_unchanged_playlist_takes_one_request()
    {
        var token = Cancel;
        var extract = new ExtractCase(2, 120, Processes: 1);
        await using var trial = await ExtractTrial.StartAsync(extract, TimeSpan.Zero, token);

        var measured = await trial.RunAsync(token);

        Assert.Equal(
            [InvocationKind.Cold, InvocationKind.Warm, InvocationKind.Unchanged],
            measured.Select(measurement => measurement.Kind));
        Assert.Equal([(1, 4, 6), (1, 4, 6), (1, 2, 0)], measured.Select(measurement => (
            Count(measurement, RequestKind.Token),
            Count(measurement, RequestKind.Playlist),
            Count(measurement, RequestKind.Entries))));
        Assert.All(measured, measurement => Assert.Equal(
            measurement.Requests.Length, measurement.Requests.Count(request => request.Status == 200)));
        Assert.InRange(measured[0].Result.InitMemoryUsed ?? 0, 1, measured[0].Result.MaxMemoryUsed);
        Assert.InRange(await trial.LatencyAsync(3, token), TimeSpan.FromTicks(1), TimeSpan.MaxValue);
    }

    private static int Count(ExtractMeasurement measurement, RequestKind kind) =>
        measurement.Requests.Count(request => request.Kind == kind);
}

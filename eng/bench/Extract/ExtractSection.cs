using Twin.Cli.Costs;

namespace Bench.Extract;

/// <param name="measured">All measurements, in the order of the cases.</param>
/// <param name="seen">The time of a page for a client that does nothing else, with as many parallel requests.</param>
/// <param name="atOnce">The number of parallel requests that are allowed.</param>
/// <param name="pace">The number of requests that may start within a second.</param>
internal sealed class ExtractSection(
    ImmutableArray<ExtractMeasurement> measured, TimeSpan latency, TimeSpan seen, int atOnce, int pace)
{
    /// <summary>Tables, with the notes that a reader needs.</summary>
    public string ToMarkdown()
    {
        var busiest = measured.Max(measurement => measurement.BusiestSecond);
        return string.Create(CultureInfo.InvariantCulture, $"""
            The extract function, from the package that would be uploaded, in a process of its own. Spotify is a
            sandbox whose answers take {latency.TotalMilliseconds} ms each; S3 and Parameter Store are the twin's, over
            HTTP. All of these share the machine's processors with the function: a bare client, that reads pages
            {atOnce} at once and does nothing with them, gets one in {seen.TotalMilliseconds:0.0} ms.

            ### Time

            From the event to the answer, the median of the runs, each by a process of its own. *Cold* is a process's
            first invocation, *warm* its second one, which reads another version of the same playlists. The ideals, with
            how often each goes into the time, are at {atOnce} requests at once: *pages* is pages × latency ÷ {atOnce};
            *requests* counts the token as well, and each playlist's description before and after its pages; *in order*
            also lets wait what has to wait for another answer.

            {Times().ToMarkdown()}
            The pace {(busiest < pace ? "does not limit this" : "limits this")}: {pace} requests a second are allowed,
            and the busiest second had {busiest}.

            ### Unchanged playlists

            The same playlists on the next day, by the same process.

            {Unchanged().ToMarkdown()}
            ### Memory

            The peak of the process's working set, the highest of its processes: when it is ready for its first event
            (*idle*), and at the end of that invocation. Part of that is .NET's own: code that is compiled, and compiled
            anew for as long as it is busy. The garbage collector sees the whole machine's memory, and takes its time.

            {Memory().ToMarkdown()}
            {Growth()}
            """);
    }

    private TextTable Times() => new(
        [
            "playlists × entries", "process", "runs", "pages", "requests", "a page", "time", "ideal: pages", "requests",
            "in order",
        ],
        [
            .. Groups(InvocationKind.Cold, InvocationKind.Warm).Select(group =>
            {
                var (extract, median) = (group[0].Case, Median(group));
                var ideal = ExtractLowerBound.Compute(extract, latency, atOnce);
                return ImmutableArray.Create(
                    extract.Title,
                    Word(group[0].Kind),
                    Number(group.Length),
                    Number(group[0].Pages),
                    Number(group[0].Requests.Length),
                    Ratio(group[0].Requests.Length / (double)group[0].Pages),
                    Seconds(median),
                    Beside(ideal.Pages, median),
                    Beside(ideal.Requests, median),
                    Beside(ideal.InOrder, median));
            }),
        ])
    {
        Words = [0, 1],
    };

    private TextTable Unchanged() => new(
        ["playlists × entries", "requests a playlist", "tokens", "time"],
        [
            .. Groups(InvocationKind.Unchanged).Select(group => ImmutableArray.Create(
                group[0].Case.Title,
                Ratio(OfPlaylists(group[0]) / (double)group[0].Case.Playlists),
                Number(group[0].Requests.Length - OfPlaylists(group[0])),
                Seconds(Median(group)))),
        ]);

    private TextTable Memory() => new(
        ["playlists × entries", "idle", "peak", "above idle"],
        [
            .. Groups(InvocationKind.Cold).Select(group => ImmutableArray.Create(
                group[0].Case.Title,
                Megabytes(group.Max(Idle)),
                Megabytes(group.Max(Peak)),
                Megabytes(group.Max(AboveIdle)))),
        ]);

    private string Growth()
    {
        var bySize = Groups(InvocationKind.Cold)
            .OrderBy(group => group[0].Case.Entries)
            .ThenBy(group => group[0].Case.Playlists)
            .ToList();
        var (least, most) = (bySize[0], bySize[^1]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"From {least[0].Case.Entries:#,0} to {most[0].Case.Entries:#,0} entries it grows by "
            + $"{most.Max(AboveIdle) - least.Max(AboveIdle)} MB above idle.");
    }

    private IEnumerable<ImmutableArray<ExtractMeasurement>> Groups(params InvocationKind[] kinds) => measured
        .Where(measurement => kinds.Contains(measurement.Kind))
        .GroupBy(measurement => (measurement.Case, measurement.Kind))
        .Select(group => group.ToImmutableArray());

    private static TimeSpan Median(ImmutableArray<ExtractMeasurement> group) =>
        group.Select(measurement => measurement.Result.Duration).Order().ElementAt(group.Length / 2);

    private static int OfPlaylists(ExtractMeasurement measurement) =>
        measurement.Requests.Count(request => request.Kind != Twin.Spotify.Http.RequestKind.Token);

    private static int Idle(ExtractMeasurement cold) => cold.Result.InitMemoryUsed ?? 0;

    private static int Peak(ExtractMeasurement cold) => cold.Result.MaxMemoryUsed;

    private static int AboveIdle(ExtractMeasurement cold) => Peak(cold) - Idle(cold);

    private static string Word(InvocationKind kind) => kind == InvocationKind.Cold ? "cold" : "warm";

    private static string Beside(TimeSpan ideal, TimeSpan measured) => $"{Seconds(ideal)}, {Ratio(measured / ideal)}×";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00 s", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Megabytes(int megabytes) => $"{megabytes} MB";
}

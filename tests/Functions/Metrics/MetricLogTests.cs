namespace Tests.Functions.Metrics;

public sealed class MetricLogTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 3, 0, 250, TimeSpan.Zero);

    private readonly MetricLines _output = new();
    private readonly MetricLog _log;

    public MetricLogTests() => _log = new MetricLog("spotify-dev", _output, new JumpingTime(Now, TimeSpan.Zero));

    [Fact]
    public void A_line_is_one_object_in_embedded_metric_format()
    {
        _log.Write([MetricDatum.Count("Entries", 50), MetricDatum.Count("ApiCalls", 15)]);

        Assert.Equal(
            """{"_aws":{"Timestamp":1795240980250,"CloudWatchMetrics":["""
            + """{"Namespace":"SpotifyStack","Dimensions":[["Stack"]],"Metrics":["""
            + """{"Name":"Entries","Unit":"Count"},{"Name":"ApiCalls","Unit":"Count"}]}]"""
            + """},"Stack":"spotify-dev","Entries":50,"ApiCalls":15}""",
            Assert.Single(_output.Lines));
    }

    [Fact]
    public void Each_line_is_written_with_one_call()
    {
        using var writes = new CountingStream();
        new MetricLog("spotify-dev", writes, TimeProvider.System).Write([MetricDatum.Count("Entries", 1)]);

        Assert.Equal(1, writes.Writes);
    }

    [Fact]
    public void Days_keep_a_fraction_and_have_no_unit()
    {
        _log.Write([MetricDatum.Days("RefreshTokenAge", TimeSpan.FromHours(36.123))]);

        Assert.Equal([("SpotifyStack Stack=spotify-dev RefreshTokenAge", 1.51, "None")], _output.Values);
    }

    public void Dispose() => _output.Dispose();

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer) => Writes++;

        public override void Write(byte[] buffer, int offset, int count) => Writes++;
    }
}

using Twin.Host;

namespace Twin.Tests.Host;

public sealed class ReadingSummaryTests
{
    private static readonly ReportedOutcome Complete = new("complete", 120, null, null, null);
    private static readonly ReportedOutcome Unchanged = new("unchanged", 7, null, null, null);
    private static readonly ReportedOutcome Waiting =
        new("waiting until 2026-11-02T09:00:00Z", null, null, null, "2026-11-02T09:00:00Z");

    [Fact]
    public void Playlists_are_counted_by_how_their_readings_ended()
    {
        Assert.Equal("rule fires: no playlist was read", ReadingSummary.Format("rule", []));
        Assert.Equal("rule fires: 1 playlist complete, 120 entries", ReadingSummary.Format("rule", [Complete]));
        Assert.Equal(
            "rule fires: 2 playlists complete, 1 unchanged, 2 waiting, 247 entries",
            ReadingSummary.Format("rule", [Unchanged, Complete, Waiting, Complete, Waiting]));
    }
}

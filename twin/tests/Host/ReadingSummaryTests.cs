
namespace Twin.Tests.Host;

public sealed class ReadingSummaryTests
{
    private static readonly ReportedOutcome Complete = new("a", "complete", 120);
    private static readonly ReportedOutcome Unchanged = new("b", "unchanged", 7);
    private static readonly ReportedOutcome Waiting =
        new("c", "waiting until 2026-11-02T09:00:00Z", WaitingUntil: "2026-11-02T09:00:00Z");

    [Fact]
    public void Playlists_are_counted_by_how_their_readings_ended()
    {
        Assert.Equal("rule fires: no playlist was read", ReadingSummary.Format("rule", []));
        Assert.Equal("rule fires: 1 playlist complete, 120 entries", ReadingSummary.Format("rule", [Complete]));
        Assert.Equal(
            "rule fires: 2 playlists complete, 1 unchanged, 2 waiting, 247 entries",
            ReadingSummary.Format("rule", [Unchanged, Complete, Waiting, Complete, Waiting]));
        Assert.Equal(
            "rule fires: 1 playlist complete, 1 skipped, 120 entries",
            ReadingSummary.Format("rule", [new("mine", "capped", 61), Complete, new("d", "skipped")]));
    }
}

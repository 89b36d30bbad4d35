namespace Twin.Cli.Verification;

/// <summary>
/// Runs a deployed stack once, from the extraction to the queries, and reports line by line. Each check is made
/// whatever became of the ones before it.
/// </summary>
internal sealed class VerifySession(VerifyTarget target, TextWriter output, TimeProvider clock)
{
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var report = new VerificationReport(output, clock);
        var refused = new RefusedCallCheck(target, report, clock);
        var publication = new PublicationCheck(target, report, clock);
        var metrics = new MetricCheck(target, report, clock);
        var snapshots = await new ExtractionCheck(target, report).RunAsync(cancellationToken);
        var markers = await new SnapshotCheck(target, report, clock).RunAsync(snapshots, cancellationToken);
        await new QueryCheck(target, report, clock).RunAsync(cancellationToken);
        await publication.RunAsync(markers, cancellationToken);
        await metrics.RunAsync(cancellationToken);
        await new AlarmCheck(target, report, clock).RunAsync(cancellationToken);
        await new SubscriptionCheck(target, report).RunAsync(cancellationToken);
        await new TokenCheck(target, report, clock).RunAsync(cancellationToken);
        await new SettingsCheck(target, report).RunAsync(cancellationToken);

        // Last: a log line takes some seconds to CloudWatch.
        await refused.RunAsync(cancellationToken);
        report.Sum();
        return report.IsGood;
    }
}

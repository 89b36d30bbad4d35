using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Looks for addresses of the alarms' topic that are not confirmed.</summary>
internal sealed class SubscriptionCheck(VerifyTarget target, VerificationReport report)
{
    // SNS gives a subscription its ARN when the address is confirmed.
    private const string ArnBegin = "arn:";

    public Task RunAsync(CancellationToken cancellationToken) =>
        report.CheckAsync("subscriptions", () => CheckAsync(cancellationToken));

    private async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var all = (await target.Aws.RunAsync(
            ["sns", "list-subscriptions-by-topic", "--topic-arn", target.AlarmTopic], cancellationToken))
            .Array("Subscriptions")
            .ToList();
        var open = all
            .Where(found => found.Text("SubscriptionArn")?.StartsWith(ArnBegin, StringComparison.Ordinal) != true)
            .Select(found => $"{found.Text("Endpoint")}: {found.Text("SubscriptionArn")}")
            .ToList();
        return (all.Count, open.Count) switch
        {
            (0, _) => CheckResult.Skipped($"there is no address: alarmEmails is empty, and no alarm reaches anybody"),
            (_, 0) => CheckResult.Ok($"{all.Count} confirmed"),
            _ => CheckResult.Failed(
                open,
                "Open AWS's mail to this address and confirm it. The mail is valid for two days; after that, remove "
                + "the address from alarmEmails, pulumi up, add it again, pulumi up."),
        };
    }
}

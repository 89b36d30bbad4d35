using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Raises one alarm for a moment, looks in its history for the message to the topic, and sets the alarm
/// back.</summary>
internal sealed class AlarmCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    // Assumption: alarm-history.
    private const string Success = "Successfully";
    private const string Good = "OK";
    private const string Ringing = "ALARM";
    private const string Reason = "A test by dotnet dev.cs verify. Nothing is wrong.";

    private static readonly TimeSpan MaxActionTime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public Task RunAsync(CancellationToken cancellationToken) =>
        report.CheckAsync("test alarm", () => CheckAsync(cancellationToken));

    private async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var alarms = (await target.Aws.RunAsync(
            ["cloudwatch", "describe-alarms", "--alarm-types", "MetricAlarm", "--action-prefix", target.AlarmTopic],
            cancellationToken))
            .Array("MetricAlarms")
            .ToList();
        if (alarms.Count == 0)
        {
            return CheckResult.Failed(
                $"no alarm notifies {target.AlarmTopic}",
                "Somebody has changed the alarms: pulumi refresh, then pulumi up.");
        }

        if (target.IsReadOnly)
        {
            return CheckResult.Skipped($"--read-only sends none; {Describe(alarms)}");
        }

        // An alarm without OK actions sends one mail instead of two.
        var tested = alarms
            .Where(alarm => alarm.Text("StateValue") != Ringing && IsEnabled(alarm))
            .OrderBy(alarm => alarm.Text("StateValue") == Good ? 0 : 1)
            .ThenBy(alarm => alarm.Array("OKActions").Count())
            .ThenBy(alarm => alarm.Text("AlarmName"), StringComparer.Ordinal)
            .Select(alarm => (Name: alarm.Text("AlarmName")!, State: alarm.Text("StateValue")!))
            .FirstOrDefault();
        if (tested.Name is null)
        {
            return alarms.Any(IsEnabled)
                ? CheckResult.Skipped($"{Describe(alarms)}: none is left to test")
                : CheckResult.Failed(
                    $"the actions of all {alarms.Count} alarms are disabled",
                    "Enable them: pulumi refresh, then pulumi up.");
        }

        var action = await TestAsync(tested.Name, tested.State, cancellationToken);
        return action switch
        {
            null => CheckResult.Failed(
                $"{tested.Name} has sent nothing within {MaxActionTime.TotalMinutes} minute",
                $"See its history in CloudWatch, and the policy of {target.AlarmTopic}."),
            _ when action.StartsWith(Success, StringComparison.Ordinal) => CheckResult.Ok(
                $"{tested.Name} has reached the topic, and is {tested.State} again; {Describe(alarms)}"),
            _ => CheckResult.Failed(
                $"{tested.Name}: {action}",
                $"Let CloudWatch publish to {target.AlarmTopic}: its policy is declared by the stack, so run "
                + "pulumi refresh, then pulumi up."),
        };
    }

    /// <returns>The summary of the action in the alarm's history; null if there was none in time.</returns>
    private async Task<string?> TestAsync(string name, string state, CancellationToken cancellationToken)
    {
        var before = await NewestActionAsync(name, cancellationToken);
        try
        {
            await SetAsync(name, Ringing, cancellationToken);
            return (await Polling.UntilAsync(
                async () => await NewestActionAsync(name, cancellationToken) is { } action && action != before
                    ? action
                    : null,
                Pause,
                MaxActionTime,
                clock,
                cancellationToken))?.Summary;
        }
        finally
        {
            await SetBackAsync(name, state);
        }
    }

    // After Ctrl+C too.
    private async Task SetBackAsync(string name, string state)
    {
        try
        {
            await SetAsync(name, state, CancellationToken.None);
        }
        catch (RunFailedException failed)
        {
            throw new RunFailedException(
                $"{failed.Message} The alarm {name} may ring until CloudWatch evaluates it again, or until you set it "
                + $"back: aws cloudwatch set-alarm-state --alarm-name {name} --state-value {state} "
                + "--state-reason test");
        }
    }

    private async Task SetAsync(string name, string state, CancellationToken cancellationToken) =>
        await target.Aws.RunAsync(
            [
                "cloudwatch", "set-alarm-state", "--alarm-name", name, "--state-value", state,
                "--state-reason", Reason,
            ],
            cancellationToken);

    private async Task<AlarmAction?> NewestActionAsync(string name, CancellationToken cancellationToken) =>
        (await target.Aws.RunAsync(
            [
                "cloudwatch", "describe-alarm-history", "--alarm-name", name, "--history-item-type", "Action",
                "--scan-by", "TimestampDescending", "--max-items", 10.ToString(CultureInfo.InvariantCulture),
            ],
            cancellationToken))
            .Array("AlarmHistoryItems")
            .Select(item => new AlarmAction(item.Time("Timestamp"), item.Text("HistorySummary") ?? ""))
            .FirstOrDefault(action => action.Summary.Contains(target.AlarmTopic, StringComparison.Ordinal));

    private static bool IsEnabled(JsonElement alarm) =>
        alarm.Find("ActionsEnabled") is not { ValueKind: JsonValueKind.False };

    private static FormattableString Describe(List<JsonElement> alarms)
    {
        var ringing = alarms.Where(alarm => alarm.Text("StateValue") == Ringing)
            .Select(alarm => alarm.Text("AlarmName"))
            .ToList();
        return ringing.Count == 0
            ? (FormattableString)$"{alarms.Count} alarms notify it, and none rings"
            : $"{alarms.Count} alarms notify it, and these ring: {string.Join(", ", ringing)}";
    }

    private sealed record AlarmAction(DateTimeOffset? Time, string Summary);
}

using Twin.Cli.Operations;

namespace Twin.Cli.Verification;

/// <summary>Looks in the functions' logs for calls that AWS has refused.</summary>
internal sealed class RefusedCallCheck(VerifyTarget target, VerificationReport report, TimeProvider clock)
{
    // The terms of S3, KMS, SSM and SQS; a dot stands for any character
    // (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
    private const string Pattern = "%AccessDenied|not.authorized|explicit.deny%";
    private const int MaxEvents = 50;
    private const int MaxMessageLength = 300;

    // The time that is looked at where nothing was started.
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // The clock of this machine may differ from that of AWS.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly DateTimeOffset _begun = clock.GetUtcNow();

    /// <summary>Looks at the time since this was created; without a run, at the last day.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        report.CheckAsync("refused calls", () => CheckAsync(cancellationToken));

    private async Task<CheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var since = target.IsReadOnly ? _begun - Day : _begun - Tolerance;
        ImmutableArray<string> functions =
        [
            target.ExtractFunction,
            .. target.HasTransform ? [target.TransformFunction] : Array.Empty<string>(),
            target.RepairFunction,
            target.PublishFunction,
        ];
        var problems = new List<string>();
        foreach (var function in functions)
        {
            var settings = await FunctionSettings.ReadAsync(target.Aws, function, cancellationToken);
            var answer = await target.Aws.RunAsync(
                [
                    "logs", "filter-log-events", "--log-group-name", settings.LogGroup, "--filter-pattern", Pattern,
                    "--start-time", since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                    "--max-items", MaxEvents.ToString(CultureInfo.InvariantCulture),
                ],
                cancellationToken);
            problems.AddRange(answer.Array("events").Select(found =>
                $"{function} at {TimeOf(found):u}: {Shorten(MessageOf(found.Text("message") ?? ""))}"));
        }

        return problems.Count == 0
            ? CheckResult.Ok($"none in the logs of {functions.Length} functions since {since:u}")
            : CheckResult.Failed(
                problems,
                "Compare the call with the role's policy, which the stack declares, and with the policies of your "
                + "organization. Correct that one, and deploy: pulumi up.");
    }

    private static DateTimeOffset TimeOf(JsonElement found) =>
        DateTimeOffset.FromUnixTimeMilliseconds(found.GetProperty("timestamp").GetInt64());

    private static string MessageOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.Text("errorMessage") ?? json.RootElement.Text("message") ?? line;
        }
        catch (JsonException)
        {
            return line;
        }
    }

    private static string Shorten(string text) =>
        text.Length <= MaxMessageLength ? text : text[..MaxMessageLength] + "…";
}

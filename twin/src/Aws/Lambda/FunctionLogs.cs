using Twin.Aws.CloudWatch;

namespace Twin.Aws.Lambda;

/// <summary>The logs and traces of functions, written with their roles.</summary>
internal sealed class FunctionLogs(
    DeclaredStack stack, AccessControl access, CloudWatchService cloudWatch, Timeline timeline)
{
    private readonly ConcurrentDictionary<(string Group, string Stream), bool> _streams = [];
    private readonly ImmutableDictionary<string, string> _groups = stack.OfType(CloudWatchResources.LogGroup)
        .ToImmutableDictionary(group => group.PhysicalName, group => group.Arn);

    public void Write(LambdaLogLine line)
    {
        if (_groups.TryGetValue(line.LogGroup, out var group) && MayWrite(line, group))
        {
            timeline.Add(line.FunctionName, line.Text, TimelineEntryKind.Detail);
            cloudWatch.Log(line.FunctionName, line.Text);
        }
    }

    /// <summary>Sends an invocation's trace with the role. X-Ray has no resource-level permissions.</summary>
    public void Trace(string name)
    {
        var function = Function(name);
        if (function.OptionalText("tracingConfig.mode") != "Active")
        {
            return;
        }

        foreach (var action in (string[])["xray:PutTraceSegments", "xray:PutTelemetryRecords"])
        {
            _ = access.Authorize(KeyOf(function), action, "*");
        }
    }

    private bool MayWrite(LambdaLogLine line, string groupArn) =>
        _streams.GetOrAdd((line.LogGroup, line.LogStream), _ =>
        {
            var key = KeyOf(Function(line.FunctionName));
            var stream = $"{groupArn}:log-stream:{line.LogStream}";
            return access.Authorize(key, "logs:CreateLogStream", stream).IsAllowed
                && access.Authorize(key, "logs:PutLogEvents", stream).IsAllowed;
        });

    private DeclaredResource Function(string name) => stack.Named(LambdaResources.Function, name)!;

    private string KeyOf(DeclaredResource function) =>
        access.CredentialsFor(function.Text("role"), function.PhysicalName).AccessKeyId;
}

/// <param name="LogStream">The log stream: one per process.</param>
/// <param name="RequestId">The request id of the invocation; null for lines from loading the function.</param>
/// <param name="Text">The text of the line, without a line break.</param>
public sealed record LambdaLogLine(
    string FunctionName, string LogGroup, string LogStream, string? RequestId, string Text);

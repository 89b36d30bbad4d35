using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Lambda;

namespace Local.Twin;

/// <summary>What the functions did and said: their invocations, and their logs if their roles may write them.</summary>
internal sealed class FunctionJournal(
    DeclaredStack stack, AccessControl access, DeclaredMonitoring monitoring, Timeline timeline)
{
    private readonly ConcurrentQueue<(string Function, InvokeResult Result)> _invocations = [];
    private readonly ConcurrentDictionary<(string Group, string Stream), bool> _logStreams = [];
    private readonly ConcurrentQueue<string> _discarded = [];

    /// <summary>By function: how each invocation ended, in order.</summary>
    public ILookup<string, InvokeResult> Invocations =>
        _invocations.ToLookup(invocation => invocation.Function, invocation => invocation.Result);

    /// <summary>What the functions said of the playlists.</summary>
    public PlaylistOutcomes Playlists { get; } = new();

    /// <summary>The functions of events that failed for the last time and had nowhere to go.</summary>
    public ImmutableArray<string> Discarded => [.. _discarded];

    public void Throttled(string function)
    {
        monitoring.Throttled(function);
        timeline.Add(
            TimelineSource.Lambda, $"{function} is throttled: as many as may are running already", TimelineEntryKind.Warning);
    }

    public void Invoked(string function, InvokeResult result)
    {
        _invocations.Enqueue((function, result));
        Playlists.Hear(result.Payload);
        Trace(function);
        monitoring.Invoked(function, result);
        var seconds = result.Duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        var start = result.InitDuration is { } init
            ? string.Create(CultureInfo.InvariantCulture, $", cold start {init.TotalSeconds:0.00} s")
            : "";

        if (result.Error is { } error)
        {
            timeline.Add(TimelineSource.Lambda, $"{function} failed after {seconds} s: {error.Message}", TimelineEntryKind.Warning);
        }
        else
        {
            timeline.Add(TimelineSource.Lambda, $"{function} done in {seconds} s{start}, {result.MaxMemoryUsed} MB");
        }
    }

    public void Discard(string function, ReadOnlyMemory<byte> record) => _discarded.Enqueue(function);

    public void Log(LambdaLogLine line)
    {
        Playlists.Hear(line.Text);
        var group = stack.OfType(ResourceTypes.LogGroup).FirstOrDefault(found => found.PhysicalName == line.LogGroup);
        if (group is null || !MayWrite(line, group))
        {
            return;
        }

        timeline.Add(line.FunctionName, line.Text, TimelineEntryKind.Detail);
        monitoring.Log(line.FunctionName, line.Text);
    }

    // Lambda sends a traced invocation's segments as the function's role. X-Ray has no resources to name.
    private void Trace(string name)
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

    private bool MayWrite(LambdaLogLine line, DeclaredResource group) =>
        _logStreams.GetOrAdd((line.LogGroup, line.LogStream), _ =>
        {
            var key = KeyOf(Function(line.FunctionName));
            var stream = $"{group.Arn}:log-stream:{line.LogStream}";
            return access.Authorize(key, "logs:CreateLogStream", stream).IsAllowed
                && access.Authorize(key, "logs:PutLogEvents", stream).IsAllowed;
        });

    private DeclaredResource Function(string name) =>
        stack.OfType(ResourceTypes.Function).First(found => found.PhysicalName == name);

    private string KeyOf(DeclaredResource function) =>
        access.CredentialsFor(function.Text("role"), function.PhysicalName).AccessKeyId;
}

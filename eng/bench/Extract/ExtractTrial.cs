using System.Text.Json.Nodes;
using Functions.Extract;
using Functions.Extract.Spotify;
using Twin.Aws.EventBridge;
using Twin.Host;
using Twin.Host.Door;
using Twin.Host.Runs;

using ScheduledEventMessage = Twin.Aws.EventBridge.ScheduledEventMessage;

namespace Bench.Extract;

/// <summary>Lets the extract read the playlists of one case from a sandbox with a fixed latency.</summary>
internal sealed class ExtractTrial : IAsyncDisposable
{
    private static readonly DateTimeOffset FirstDay = new(2026, 11, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly ExtractCase _case;
    private readonly SandboxOptions _sandbox;
    private readonly SandboxServer _spotify;
    private readonly BenchmarkStack _stack;
    private int _version;
    private int _day;

    private ExtractTrial(ExtractCase extract, SandboxOptions sandbox, SandboxServer spotify, BenchmarkStack stack) =>
        (_case, _sandbox, _spotify, _stack) = (extract, sandbox, spotify, stack);

    /// <summary>Makes the playlists, and starts everything except the function's process.</summary>
    public static async Task<ExtractTrial> StartAsync(
        ExtractCase extract, TimeSpan latency, CancellationToken cancellationToken)
    {
        var playlists = new VersionedPlaylists(extract.Playlists, extract.Entries);
        var sandbox = new SandboxOptions { Content = playlists.Version, Latency = latency };
        var spotify = await SandboxServer.StartAsync(sandbox, cancellationToken);
        try
        {
            var stack = await BenchmarkStack.StartAsync(
                [
                    .. SandboxSettings.Create(sandbox, spotify, SandboxContent.EachOf(playlists.Version(0))),
                    SandboxSettings.Unlimited,
                ],
                cancellationToken);
            return new ExtractTrial(extract, sandbox, spotify, stack);
        }
        catch
        {
            await spotify.DisposeAsync();
            throw;
        }
    }

    /// <summary>Invokes each process three times: for the first version of the playlists, for another one, and for
    /// that one again.</summary>
    public async Task<ImmutableArray<ExtractMeasurement>> RunAsync(CancellationToken cancellationToken)
    {
        var measured = ImmutableArray.CreateBuilder<ExtractMeasurement>();
        for (var process = 0; process < _case.Processes; process++)
        {
            await using var function = _stack.Function(ExtractHandler.Name);
            _spotify.SetDay(_version++);
            measured.Add(await InvokeAsync(function, InvocationKind.Cold, cancellationToken));
            _spotify.SetDay(_version++);
            measured.Add(await InvokeAsync(function, InvocationKind.Warm, cancellationToken));
            measured.Add(await InvokeAsync(function, InvocationKind.Unchanged, cancellationToken));
        }

        return measured.ToImmutable();
    }

    /// <summary>The time of a full page for a client that does nothing else, with this number of parallel
    /// requests.</summary>
    public Task<TimeSpan> LatencyAsync(int atOnce, CancellationToken cancellationToken) =>
        BaselineClient.MeasureAsync(
            _sandbox,
            _spotify,
            PlaylistEndpoint.Items.GetUri(_sandbox.Content(0)[0].Id) + $"?limit={PlaylistEndpoint.Items.PageSize}",
            atOnce,
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stack.DisposeAsync();
        await _spotify.DisposeAsync();
    }

    private async Task<ExtractMeasurement> InvokeAsync(
        FunctionProcess function, InvocationKind kind, CancellationToken cancellationToken)
    {
        var before = _spotify.Requests.Count;
        var result = await function.InvokeAsync(Event(), cancellationToken);
        Check(result.Payload, kind == InvocationKind.Unchanged ? "unchanged" : "complete");
        return new ExtractMeasurement(_case, kind, result, [.. _spotify.Requests.Skip(before)]);
    }

    private JsonObject Event() => ScheduledEventMessage.Create(
        _stack.Declared.OfType(EventBridgeResources.EventRule).First().Arn,
        _stack.Declared.AccountId,
        _stack.Declared.Region,
        FirstDay.AddDays(_day++));

    private void Check(ReadOnlyMemory<byte> payload, string expected)
    {
        var outcomes = new ReportedOutcomes();
        outcomes.Read(payload);
        var others = outcomes.Last.Values
            .Where(outcome => outcome.Outcome != expected || outcome.Entries != _case.Entries)
            .Select(outcome => $"{outcome.Outcome} with {outcome.Entries} entries {outcome.Reason}")
            .ToList();
        if (outcomes.Last.Count != _case.Playlists || others.Count > 0)
        {
            throw new RunFailedException(
                $"{_case.Title}: {_case.Playlists} playlists must end {expected}, and "
                + $"{outcomes.Last.Count - others.Count} did. {string.Join(", ", others.Distinct())}");
        }
    }
}

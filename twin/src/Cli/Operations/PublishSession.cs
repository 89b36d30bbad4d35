using Functions.Lake;
using Functions.Publish;
using Infra;

namespace Twin.Cli.Operations;

/// <summary>Starts a publication of a deployed stack, unless one runs. An execution that was stopped has kept its
/// lease, for which the next one would wait for hours: the lease is released first.</summary>
internal sealed class PublishSession(StackAccess stack, TextWriter output, TimeProvider clock)
{
    private readonly string _machine = stack.Outputs.Text(nameof(SpotifyStack.Publication));

    /// <exception cref="RunFailedException">AWS refuses a call, or the publish function failed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var holder = await HolderAsync(cancellationToken);
        var execution = holder is null ? null : await FindAsync(holder, cancellationToken);
        if (execution?.Text("status") is { } status and not "RUNNING")
        {
            await ReleaseAsync(holder!, cancellationToken);
            output.WriteLine($"{holder} has ended ({status}), and its lease was released.");
            execution = null;
        }

        if ((execution ?? await FirstRunningAsync(cancellationToken)) is { } running)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{running.Text("name")} runs since {running.Time("startDate"):u}, and publishes what is due. "
                + $"No other one was started."));
            return;
        }

        var started = await stack.Aws.RunAsync(
            ["stepfunctions", "start-execution", "--state-machine-arn", _machine, "--input", """{"request":null}"""],
            cancellationToken);
        output.WriteLine($"A publication was started: {started.Text("executionArn")}");
        output.WriteLine("Step Functions' console shows its states. If it fails, the alarm publication-failed rings.");
    }

    private async Task<string?> HolderAsync(CancellationToken cancellationToken) =>
        await new LakeReader(stack.Aws).ReadAsync(
            stack.Outputs.Text(nameof(SpotifyStack.RawBucket)),
            StateZone.PublicationLease,
            cancellationToken) is { } found
        && LeaseState.Find(found) is { Until: not null } lease
            ? lease.Holder
            : null;

    private Task<JsonElement?> FindAsync(string execution, CancellationToken cancellationToken) => stack.Aws.FindAsync(
        [
            "stepfunctions", "describe-execution", "--execution-arn",
            $"{_machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{execution}",
        ],
        ["ExecutionDoesNotExist"],
        cancellationToken);

    private async Task<JsonElement?> FirstRunningAsync(CancellationToken cancellationToken)
    {
        var answer = await stack.Aws.RunAsync(
            [
                "stepfunctions", "list-executions", "--state-machine-arn", _machine, "--status-filter", "RUNNING",
                "--max-items", "1",
            ],
            cancellationToken);
        return answer.Array("executions").Select(found => (JsonElement?)found).FirstOrDefault();
    }

    private async Task ReleaseAsync(string holder, CancellationToken cancellationToken)
    {
        var answer = await stack.Aws.InvokeAsync(
            stack.Outputs.Text(nameof(SpotifyStack.PublishFunction)),
            JsonSerializer.SerializeToUtf8Bytes(
                new PublicationEvent(PublicationEvent.Release, holder, clock.GetUtcNow())),
            cancellationToken);
        if (answer.IsError)
        {
            throw new RunFailedException($"The publish function failed: {answer.Error}");
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Local.Aws.Lambda;
using Local.Cli.Processes;
using Local.Twin.Declaration;

namespace Local.Cli.Operations;

/// <summary>
/// A deployed stack, reached through the AWS CLI with the shell's configuration. The resources' names come from the
/// stack's outputs.
/// </summary>
internal sealed class DeployedStack : IOperationTarget
{
    // The time in which no other consumer gets the received messages. Messages that are not deleted are visible again
    // afterwards.
    private static readonly TimeSpan VisibilityTimeout = TimeSpan.FromMinutes(15);

    // The greatest batch that SQS receives and returns.
    private const int MostInBatch = 10;

    // SQS stores messages on many servers: only a call that waits asks all of them.
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(2);

    private static readonly ImmutableArray<(string Output, StackFunction Function)> Functions =
    [
        (nameof(SpotifyStack.ExtractFunction), StackFunction.Extract),
        (nameof(SpotifyStack.TransformFunction), StackFunction.Transform),
        (nameof(SpotifyStack.RepairFunction), StackFunction.Repair),
    ];

    private readonly CommandLineTool _aws;
    private readonly string? _region;
    private readonly ImmutableDictionary<string, string> _outputs;
    private readonly TemporaryFolder _files = TemporaryFolder.Create("aws");

    /// <param name="aws">The AWS CLI.</param>
    /// <param name="region">The region; null for the shell's.</param>
    /// <param name="outputs">The stack's outputs, by name.</param>
    public DeployedStack(CommandLineTool aws, string? region, ImmutableDictionary<string, string> outputs) =>
        (_aws, _region, _outputs) = (aws, region, outputs);

    /// <summary>Finds a deployed stack.</summary>
    /// <param name="stack">Its name.</param>
    /// <param name="folder">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="path">The value of the variable <c>PATH</c>.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="InputException">A program is missing, or Pulumi does not know the stack.</exception>
    public static async Task<DeployedStack> FindAsync(
        string stack, string folder, string? path, CancellationToken cancellationToken)
    {
        var pulumi = CommandLineTool.Find("pulumi", path) ?? throw new InputException(
            "--stack asks the Pulumi CLI for the stack's names, and there is none in PATH: "
            + "https://www.pulumi.com/docs/install/");
        var aws = CommandLineTool.Find("aws", path) ?? throw new InputException(
            "--stack works through the AWS CLI, and there is none in PATH: "
            + "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html");

        var (exitCode, output, errors) = await pulumi.RunAsync(
            ["stack", "output", "--json", "--stack", stack], folder, cancellationToken);
        if (exitCode != 0)
        {
            throw new InputException(
                $"{errors.Trim()}\nPulumi does not give the outputs of the stack '{stack}'. Name one that is deployed: "
                + "pulumi stack ls");
        }

        var region = await pulumi.RunAsync(
            ["config", "get", "aws:region", "--stack", stack], folder, cancellationToken);
        return new DeployedStack(
            aws, region.ExitCode == 0 ? region.Output.Trim() : null, Outputs(stack, output));
    }

    public string LocationOf(string key) => $"s3://{Output(nameof(SpotifyStack.ProcessedBucket))}/{key}";

    public async Task<byte[]> InvokeRepairAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var answer = Path.Combine(_files.FullName, "answer.json");
        using var told = await InvokeAsync(
            Output(nameof(SpotifyStack.RepairFunction)), "RequestResponse", payload, answer, cancellationToken);
        var bytes = await File.ReadAllBytesAsync(answer, cancellationToken);
        return told.RootElement.TryGetProperty("FunctionError", out _)
            ? throw new RunFailedException($"The repair function failed: {ErrorOf(bytes)}")
            : bytes;
    }

    public async Task<IReadOnlyList<FailedEvent>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var events = new List<FailedEvent>();
        var text = await AwsAsync(
            [
                "sqs", "receive-message", "--queue-url", Output(nameof(SpotifyStack.FailureQueue)),
                "--max-number-of-messages", MostInBatch.ToString(CultureInfo.InvariantCulture),
                "--visibility-timeout", VisibilityTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                "--wait-time-seconds", LongPoll.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            ],
            cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
        {
            return events;
        }

        using var json = Parse(text);
        if (!json.RootElement.TryGetProperty("Messages", out var messages))
        {
            return events;
        }

        foreach (var message in messages.EnumerateArray())
        {
            events.Add(FailedEvent.Of(
                message.GetProperty("MessageId").GetString()!,
                message.GetProperty("ReceiptHandle").GetString()!,
                message.GetProperty("Body").GetString()!));
        }

        return events;
    }

    public StackFunction? FunctionOf(string name)
    {
        foreach (var (output, function) in Functions)
        {
            if (Output(output) == name)
            {
                return function;
            }
        }

        return null;
    }

    public bool HasSpotify => true;

    // Without a time in the event, the functions use their own clock.
    public ReadOnlyMemory<byte> ScheduleEvent { get; } = "{}"u8.ToArray();

    public async Task EnqueueAsync(
        string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        using var told = await InvokeAsync(
            function, "Event", payload, Path.Combine(_files.FullName, "nothing"), cancellationToken);
        if (!told.RootElement.TryGetProperty("StatusCode", out var status) || status.GetInt32() != 202)
        {
            throw new RunFailedException($"Lambda did not accept the event for {function}. It is still in the queue.");
        }
    }

    public Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken) => AwsAsync(
        [
            "sqs", "delete-message", "--queue-url", Output(nameof(SpotifyStack.FailureQueue)),
            "--receipt-handle", failed.ReceiptHandle,
        ],
        cancellationToken);

    public async Task ReleaseAsync(IReadOnlyCollection<FailedEvent> failures)
    {
        foreach (var batch in failures.Chunk(MostInBatch))
        {
            var file = Path.Combine(_files.FullName, "batch.json");
            await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(batch.Select((failed, index) => new
            {
                Id = index.ToString(CultureInfo.InvariantCulture),
                ReceiptHandle = failed.ReceiptHandle,
                VisibilityTimeout = 0,
            })));
            try
            {
                await AwsAsync(
                    [
                        "sqs", "change-message-visibility-batch",
                        "--queue-url", Output(nameof(SpotifyStack.FailureQueue)), "--entries", $"file://{file}",
                    ],
                    CancellationToken.None);
            }
            catch (RunFailedException)
            {
                // They are visible again after the visibility timeout.
            }
        }
    }

    public string DiscardAdvice => "Look at it in the console, and delete it there.";

    public Task<CommitResult> CommitAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new CommitResult([], null));

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonDocument> InvokeAsync(
        string function,
        string type,
        ReadOnlyMemory<byte> payload,
        string answer,
        CancellationToken cancellationToken)
    {
        // An event may be longer than a command line.
        var file = Path.Combine(_files.FullName, "payload.json");
        await File.WriteAllBytesAsync(file, payload, cancellationToken);
        return Parse(await AwsAsync(
            [
                "lambda", "invoke", "--function-name", function, "--invocation-type", type,
                // The function answers within its time limit; the CLI must not invoke it a second time.
                "--cli-read-timeout", "0", "--payload", $"fileb://{file}", answer,
            ],
            cancellationToken));
    }

    private async Task<string> AwsAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var all = arguments.ToList();
        var (exitCode, output, errors) = await _aws.RunAsync(
            [.. all, "--output", "json", .. _region is null ? Array.Empty<string>() : ["--region", _region]],
            _files.FullName,
            cancellationToken);
        return exitCode == 0
            ? output
            : throw new RunFailedException($"{errors.Trim()}\naws {all[0]} {all[1]} failed.");
    }

    private string Output(string name) => _outputs.GetValueOrDefault(name) ?? throw new InputException(
        $"The stack has no output '{name}': it was deployed by an earlier version. Deploy this one: pulumi up");

    private static ImmutableDictionary<string, string> Outputs(string stack, string json)
    {
        using var outputs = Parse(json);
        return outputs.RootElement.ValueKind == JsonValueKind.Object
            ? outputs.RootElement.EnumerateObject()
                .Where(output => output.Value.ValueKind == JsonValueKind.String)
                .ToImmutableDictionary(output => output.Name, output => output.Value.GetString()!)
            : throw new InputException($"The stack '{stack}' has no outputs: pulumi up deploys it.");
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException broken)
        {
            throw new RunFailedException($"The answer of the CLI is not JSON: {broken.Message}");
        }
    }

    private static string ErrorOf(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.TryGetProperty("errorMessage", out var message)
                ? message.ToString()
                : "see its log";
        }
        catch (JsonException)
        {
            return "see its log";
        }
    }
}

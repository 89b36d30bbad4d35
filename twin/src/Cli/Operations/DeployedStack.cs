using Infra;

namespace Twin.Cli.Operations;

/// <summary>A deployed stack, reached through the AWS CLI with the shell's configuration. The resources' names come
/// from the stack's outputs.</summary>
internal sealed class DeployedStack : IOperationTarget
{
    // The time in which no other consumer gets the received messages. Messages that are not deleted are visible again
    // afterwards.
    private static readonly TimeSpan VisibilityTimeout = TimeSpan.FromMinutes(15);

    // The greatest batch that SQS receives and returns.
    private const int MaxInBatch = 10;

    // SQS stores messages on many servers: only a call that waits asks all of them.
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PauseOfJob = TimeSpan.FromSeconds(10);

    // Glue ends a run at the job's own time limit; before it starts, it may wait for other runs in the account.
    private static readonly TimeSpan MaxJobTime = TimeSpan.FromHours(12);

    // A publication that runs ends first; then the tables are emptied, one after the other.
    private static readonly TimeSpan MaxPublicationTime = TimeSpan.FromHours(1);

    // The first is success (https://docs.aws.amazon.com/glue/latest/dg/job-run-statuses.html).
    private static readonly ImmutableArray<string> EndOfJob =
        ["SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR", "EXPIRED"];

    private static readonly ImmutableArray<(string Output, StackFunction Function)> Functions =
    [
        (nameof(SpotifyStack.ExtractFunction), StackFunction.Extract),
        (nameof(SpotifyStack.TransformFunction), StackFunction.Transform),
        (nameof(SpotifyStack.RepairFunction), StackFunction.Repair),
    ];

    private readonly StackAccess _stack;

    private DeployedStack(StackAccess stack) => _stack = stack;

    public static async Task<DeployedStack> FindAsync(
        string stack, string folder, string? path, CancellationToken cancellationToken) =>
        new(await StackAccess.FindAsync(stack, folder, path, cancellationToken));

    public string LocationOf(string key) => $"s3://{Output(nameof(SpotifyStack.ProcessedBucket))}/{key}";

    public Task<byte[]> InvokeRepairAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        InvokeAsync("repair", nameof(SpotifyStack.RepairFunction), payload, cancellationToken);

    public Task<byte[]> InvokeForgetAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        InvokeAsync("forget", nameof(SpotifyStack.ForgetFunction), payload, cancellationToken);

    public bool HasTransform => Output(nameof(SpotifyStack.TransformFunction)).Length > 0;

    public async Task<bool> IsDoneAsync(Func<Task<bool>> isDone, CancellationToken cancellationToken) =>
        await Polling.UntilAsync(
            async () => await isDone() ? "done" : null,
            PauseOfJob,
            MaxPublicationTime,
            TimeProvider.System,
            cancellationToken) is not null;

    private async Task<byte[]> InvokeAsync(
        string name, string output, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var answer = await _stack.Aws.InvokeAsync(Output(output), payload, cancellationToken);
        return answer.IsError
            ? throw new RunFailedException($"The {name} function failed: {answer.Error}")
            : answer.Payload;
    }

    public async Task<JobOutcome> RunJobAsync(
        IReadOnlyDictionary<string, string> arguments, CancellationToken cancellationToken)
    {
        var job = Output(nameof(SpotifyStack.SparkJob));
        var started = await _stack.Aws.RunAsync(
            ["glue", "start-job-run", "--job-name", job, "--arguments", JsonSerializer.Serialize(arguments)],
            cancellationToken);
        var id = started.Text("JobRunId")!;
        var ended = await Polling.UntilAsync(
            async () => (await _stack.Aws.RunAsync(
                ["glue", "get-job-run", "--job-name", job, "--run-id", id], cancellationToken))
                .Find("JobRun") is { } run && run.Text("JobRunState") is { } state && EndOfJob.Contains(state)
                    ? new JobOutcome(
                        state == EndOfJob[0] ? null : $"{state} {id}: {run.Text("ErrorMessage") ?? "see its log"}",
                        HasSpark: true)
                    : null,
            PauseOfJob,
            MaxJobTime,
            TimeProvider.System,
            cancellationToken);
        return ended ?? throw new RunFailedException(
            $"The run {id} of {job} has not ended within {MaxJobTime.TotalHours} hours: see it in Glue's console.");
    }

    public async Task<IReadOnlyList<FailedEvent>> ReceiveAsync(CancellationToken cancellationToken)
    {
        var answer = await _stack.Aws.RunAsync(
            [
                "sqs", "receive-message", "--queue-url", Output(nameof(SpotifyStack.FailureQueue)),
                "--max-number-of-messages", MaxInBatch.ToString(CultureInfo.InvariantCulture),
                "--visibility-timeout", VisibilityTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                "--wait-time-seconds", LongPoll.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            ],
            cancellationToken);
        return
        [
            .. answer.Array("Messages").Select(message => FailedEvent.Read(
                message.GetProperty("MessageId").GetString()!,
                message.GetProperty("ReceiptHandle").GetString()!,
                message.GetProperty("Body").GetString()!)),
        ];
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

    public Task EnqueueAsync(
        string function, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        _stack.Aws.SendAsync(function, payload, cancellationToken);

    public Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken) => _stack.Aws.RunAsync(
        [
            "sqs", "delete-message", "--queue-url", Output(nameof(SpotifyStack.FailureQueue)),
            "--receipt-handle", failed.ReceiptHandle,
        ],
        cancellationToken);

    public async Task ReleaseAsync(IReadOnlyCollection<FailedEvent> failures)
    {
        foreach (var batch in failures.Chunk(MaxInBatch))
        {
            var file = _stack.Aws.PathOf("batch.json");
            await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(batch.Select((failed, index) => new
            {
                Id = index.ToString(CultureInfo.InvariantCulture),
                ReceiptHandle = failed.ReceiptHandle,
                VisibilityTimeout = 0,
            })));
            try
            {
                await _stack.Aws.RunAsync(
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
        _stack.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Output(string name) => _stack.Outputs.Text(name);
}

using Twin.Cli.Operations;
using Twin.Tests.Cli.Terminal;

namespace Twin.Tests.Cli.Operations;

public sealed class DeployedStackTests : IDisposable
{
    private const string Outputs =
        """
        {"RepairFunction":"lake-repair","TransformFunction":"lake-transform","ExtractFunction":"lake-extract",
         "FailureQueue":"https://sqs/lake-failures","ProcessedBucket":"lake-processed","SparkJob":"lake-spark",
         "RawBucket":"lake-raw","PublishFunction":"lake-publish","Publication":"arn:stateMachine:lake-publish"}
        """;

    // Returns the queue's messages once, and accepts every event.
    private const string Takes =
        """
        case "$1 $2" in
          "sqs receive-message") cat FOLDER/queue.json 2>/dev/null; rm -f FOLDER/queue.json ;;
          "lambda invoke") echo "  $(cat payload.json)" >> LOG; echo '{"StatusCode":202}' ;;
          "sqs change-message-visibility-batch") echo "  $(cat batch.json)" >> LOG ;;
        esac
        """;

    // Returns the queue's messages again and again, and accepts no event.
    private const string Refuses =
        """
        case "$1 $2" in
          "sqs receive-message") cat FOLDER/queue.json ;;
          "lambda invoke") echo 'TooManyRequestsException' >&2; exit 254 ;;
          "sqs change-message-visibility-batch") echo "  $(cat batch.json)" >> LOG ;;
        esac
        """;

    private static readonly ReplayRequest Day = new(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 1), ["P"]);

    private readonly TestFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly ScriptedPrompt _prompt = new();

    private string Log => Path.Combine(_folder.Root, "log.txt");

    private IEnumerable<string> Deleted => Calls
        .Where(call => call.StartsWith("sqs delete-message", StringComparison.Ordinal))
        .Select(call => call.Split("--receipt-handle ")[1].Split(' ')[0]);

    private IEnumerable<string> Calls => File.ReadAllLines(Log);

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task A_replay_invokes_the_repair_function_part_by_part_and_then_promotes()
    {
        Aws(
            """
            for last; do :; done
            case "$(cat payload.json)" in
              *promote*) echo '{"replayed":{"snapshots":2,"changed":2,"superseded":0,"rows":{},"failures":[],"failed":0}}' ;;
              *after*) echo '{"replayed":{"snapshots":1,"changed":1,"superseded":0,"rows":{"songs":{"added":1,"removed":0,"changed":0}},"failures":[],"failed":0}}' ;;
              *) echo '{"replayed":{"snapshots":1,"changed":1,"superseded":0,"rows":{"songs":{"added":1,"removed":2,"changed":3}},"failures":[],"failed":0,"next":"P/2026-11-01"}}' ;;
            esac > answer.json
            echo "  $(cat payload.json)" >> LOG
            echo '{"StatusCode":200}'
            """);

        await using var target = await FindAsync();
        var done = await new ReplaySession(target, Day, _prompt, _output, TimeProvider.System)
            .RunAsync(yes: true, Cancel);

        Assert.True(done);
        Assert.Contains("songs: 2 rows added, 2 removed, 3 changed", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("s3://lake-processed/_replay/", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Promoted: 2 of 2", _output.ToString(), StringComparison.Ordinal);
        var invoked = Calls.Where(call => call.StartsWith("lambda invoke", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, invoked.Count);
        Assert.All(invoked, call =>
        {
            Assert.Contains(
                "--function-name lake-repair --invocation-type RequestResponse", call, StringComparison.Ordinal);
            Assert.EndsWith("--output json --region eu-central-1", call, StringComparison.Ordinal);
        });
        var asked = Calls.Where(call => call.StartsWith("  {", StringComparison.Ordinal)).ToList();
        Assert.Contains("\"playlist_ids\":[\"P\"]", asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain("after", asked[0], StringComparison.Ordinal);
        Assert.Contains("\"after\":\"P/2026-11-01\"", asked[1], StringComparison.Ordinal);
        Assert.Contains("\"step\":\"promote\"", asked[2], StringComparison.Ordinal);
        Assert.Single(asked.Select(call => call.Split("\"id\":\"")[1].Split('"')[0]).Distinct());
    }

    [Theory]
    [InlineData("SUCCEEDED", "", true)]
    [InlineData("FAILED", "2 were refused", false)]
    public async Task A_replay_by_Spark_waits_for_the_job_and_then_compares(string state, string error, bool succeeds)
    {
        Aws(
            $$$"""
            case "$1 $2" in
              "glue start-job-run") echo '{"JobRunId":"jr_1"}' ;;
              "glue get-job-run") echo '{"JobRun":{"JobRunState":"{{{state}}}","ErrorMessage":"{{{error}}}"}}' ;;
              *) echo "  $(cat payload.json)" >> LOG
                echo '{"replayed":{"snapshots":1,"changed":0,"superseded":0,"rows":{},"failures":[],"failed":0}}' > answer.json
                echo '{"StatusCode":200}' ;;
            esac
            """);

        await using var target = await FindAsync();
        var done = await new ReplaySession(
            target, Day with { PlaylistIds = [], BySpark = true }, _prompt, _output, TimeProvider.System)
            .RunAsync(yes: true, Cancel);

        Assert.Equal(succeeds, done);
        Assert.Contains(error, _prompt.Told, StringComparison.Ordinal);
        var started = Assert.Single(Calls, call => call.StartsWith("glue start-job-run", StringComparison.Ordinal));
        Assert.Contains("--job-name lake-spark --arguments {\"--prefix\":\"_replay/", started, StringComparison.Ordinal);
        Assert.Contains(
            "\"--from\":\"2026-11-01\",\"--to\":\"2026-11-01\",\"--again\":\"true\"}", started, StringComparison.Ordinal);
        Assert.Contains(
            Calls, call => call.StartsWith("glue get-job-run --job-name lake-spark --run-id jr_1", StringComparison.Ordinal));
        Assert.Contains(
            "\"step\":\"compare\"",
            Assert.Single(Calls, call => call.StartsWith("  {", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_of_a_failed_function_is_shown()
    {
        Aws("""echo '{"errorMessage":"it is broken"}' > answer.json; echo '{"StatusCode":200,"FunctionError":"Unhandled"}'""");

        await using var target = await FindAsync();
        var failure = await Assert.ThrowsAsync<RunFailedException>(() =>
            new ReplaySession(target, Day, _prompt, _output, TimeProvider.System).RunAsync(yes: true, Cancel));

        Assert.Contains("it is broken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_deleted_only_after_Lambda_has_accepted_its_event()
    {
        Queue(Message("1", "lake-transform", "2026-11-01T06:10:00.000Z", """{"Records":[]}"""));
        Aws(Takes);

        Assert.True(await RedriveAsync(), _prompt.Told);
        Assert.Equal(
            ["sqs receive-message", "sqs receive-message", "lambda invoke", "  {\"Records\":[]}", "sqs delete-message"],
            Calls.Select(call => call.StartsWith(' ') ? call : string.Join(' ', call.Split(' ').Take(2))));
        Assert.Contains(Calls, call => call.Contains(
            "lambda invoke --function-name lake-transform --invocation-type Event", StringComparison.Ordinal));
        Assert.Contains(Calls, call => call.Contains(
            "sqs delete-message --queue-url https://sqs/lake-failures --receipt-handle handle-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lake-extract", "their days are past")]
    [InlineData("lake-repair", "")]
    public async Task Scheduled_events_of_the_past_are_replaced_by_one_of_now(string function, string reason)
    {
        Queue(
            Message("1", function, "2026-11-01T06:10:00.000Z", """{"time":"2026-11-01T06:00:00Z"}"""),
            Message("2", function, "2026-11-02T06:10:00.000Z", """{"time":"2026-11-02T06:00:00Z"}"""));
        Aws(Takes);

        Assert.True(await RedriveAsync(), _prompt.Told);
        var invoked = Assert.Single(Calls, call => call.StartsWith("lambda invoke", StringComparison.Ordinal));
        Assert.Contains($"--function-name {function} --invocation-type Event", invoked, StringComparison.Ordinal);
        Assert.Equal("  {}", Assert.Single(Calls, call => call.StartsWith(' ')));
        Assert.Equal(["handle-1", "handle-2"], Deleted);
        Assert.Contains(reason, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_firing_for_plays_is_left_to_the_next_one_and_reads_no_playlist()
    {
        Queue(Message("1", "lake-extract", "2026-11-01T06:10:00.000Z", ScheduledEvent.PlaysTemplate
            .Replace("<time>", "\"2026-11-01T06:00:00Z\"", StringComparison.Ordinal)));
        Aws(Takes);

        Assert.True(await RedriveAsync(), _prompt.Told);
        Assert.DoesNotContain(Calls, call => call.StartsWith("lambda", StringComparison.Ordinal));
        Assert.Equal(["handle-1"], Deleted);
        Assert.Contains("The next firing reads the same plays", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_messages_of_an_extraction_that_Lambda_does_not_accept_stay()
    {
        Queue(Message("1", "lake-extract", "2026-11-01T06:10:00.000Z", """{"time":"2026-11-01T06:00:00Z"}"""));
        Aws("""
            case "$1 $2" in
              "sqs receive-message") cat FOLDER/queue.json ;;
              "lambda invoke") echo '{"StatusCode":500}' ;;
            esac
            """);

        await Assert.ThrowsAsync<RunFailedException>(RedriveAsync);

        Assert.Empty(Deleted);
    }

    [Fact]
    public async Task An_event_that_fails_again_at_once_is_not_repeated_for_ever()
    {
        // Each invocation sends another message to the queue.
        Queue(Message("0", "lake-transform", "2026-11-01T06:10:00.000Z", "{}"));
        _folder.Write("next.json", $$"""{"Messages":[{{Message("ID", "lake-transform", "2026-11-01T06:10:00.000Z", "{}")}}]}""");
        Aws("""
            case "$1 $2" in
              "sqs receive-message") cat FOLDER/queue.json 2>/dev/null; rm -f FOLDER/queue.json ;;
              "lambda invoke")
                sed "s/ID/again-$(wc -l < LOG)/g" FOLDER/next.json > FOLDER/queue.json
                echo '{"StatusCode":202}' ;;
            esac
            """);

        await RedriveAsync();

        Assert.Equal(["handle-0"], Deleted);
        Assert.Single(Calls, call => call.StartsWith("lambda invoke", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redrive_ends_even_if_the_queue_repeats_its_messages()
    {
        Queue(
            Message("1", "lake-transform", "2999-01-01T00:00:00.000Z", "{}"),
            Message("2", "other-transform", "2026-11-01T06:10:00.000Z", "{}"));
        Aws("""
            case "$1 $2" in
              "sqs receive-message") cat FOLDER/queue.json ;;
              "lambda invoke") echo '{"StatusCode":202}' ;;
            esac
            """);

        // The clock of the function that sent it does not matter.
        Assert.False(await RedriveAsync());
        Assert.Equal(["handle-1"], Deleted);
        Assert.Contains("1 messages were redriven, and 1 were left", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_another_stack_or_without_a_failure_are_left_and_are_visible_at_once()
    {
        Queue(
            Message("1", "other-transform", "2026-11-01T06:10:00.000Z", "{}"),
            Message("2", "lake-transform", "2026-11-01T06:10:00.000Z", "{}"),
            """{"MessageId":"3","ReceiptHandle":"handle-3","Body":"hello"}""");
        Aws(Takes);

        Assert.False(await RedriveAsync());
        Assert.Contains("1 messages were redriven, and 2 were left", _output.ToString(), StringComparison.Ordinal);
        Assert.Single(Calls, call => call.StartsWith("lambda", StringComparison.Ordinal));
        Assert.Equal(["handle-2"], Deleted);
        Assert.Contains(
            """  [{"Id":"0","ReceiptHandle":"handle-1","VisibilityTimeout":0},{"Id":"1","ReceiptHandle":"handle-3",""",
            Assert.Single(Calls, call => call.StartsWith("  [", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Contains("of other-transform at 2026-11-01", _prompt.Told, StringComparison.Ordinal);
        Assert.Contains("no function of this stack", _prompt.Told, StringComparison.Ordinal);
        Assert.Contains("the message 3 is not a failure message", _prompt.Told, StringComparison.Ordinal);
        Assert.DoesNotContain("0001", _prompt.Told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{\"source\":\"aws.s3\",\"detail\":{\"object\":{\"key\":\"publications/x.json\"}}}""")]
    [InlineData("""{\"request\":\"publications/x.json\"}""")]
    public async Task A_request_to_publish_that_was_not_delivered_is_named_and_its_message_deleted(string body)
    {
        Queue($$"""{"MessageId":"1","ReceiptHandle":"handle-1","Body":"{{body}}"}""");
        Aws(Takes);

        Assert.True(await RedriveAsync());

        Assert.Equal(["handle-1"], Deleted);
        Assert.DoesNotContain(Calls, call => call.StartsWith("lambda", StringComparison.Ordinal));
        Assert.StartsWith(
            "publications/x.json has not started a publication.", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_Lambda_does_not_accept_stays_and_is_visible_to_the_next_redrive_at_once()
    {
        Queue(
            Message("1", "lake-transform", "2026-11-01T06:10:00.000Z", "{}"),
            Message("2", "lake-transform", "2026-11-01T06:10:00.000Z", "{}"));
        Aws(Refuses);

        var failure = await Assert.ThrowsAsync<RunFailedException>(RedriveAsync);

        Assert.Contains("TooManyRequestsException", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Deleted);
        var released = Assert.Single(Calls, call => call.StartsWith("  [", StringComparison.Ordinal));
        Assert.Contains("handle-1", released, StringComparison.Ordinal);
        Assert.Contains("handle-2", released, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_stack_is_wrong_input()
    {
        Program("aws", ShellProgram.AwsVersion);
        Program("pulumi", "echo 'error: no stack named' >&2; exit 255");

        var wrong = await Assert.ThrowsAsync<InputException>(
            () => DeployedStack.FindAsync("lake", _folder.Root, _folder.Root, Cancel));

        Assert.Contains("no stack named", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi stack ls", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("free", "RUNNING", "[]", "", "A publication was started: arn:execution:lake-publish:new")]
    [InlineData("held", "ABORTED", "[]", "aborted", "aborted has ended (ABORTED), and its lease was released.\nA pub")]
    [InlineData("held", "RUNNING", "[]", null, "aborted runs since 2026-11-01 06:10:00Z, and publishes what is due.")]
    [InlineData("held", null, "[]", "", "A publication was started")]
    [InlineData("free", null, """[{"name":"waiting","startDate":1793513400}]""", null, "waiting runs since 2026-11-01")]
    public async Task A_publication_starts_unless_one_runs_and_a_lease_that_was_left_is_released(
        string lease, string? status, string running, string? released, string told)
    {
        _folder.Write("free", """{"schema_version":1,"holder":"before"}""");
        _folder.Write("held", """{"schema_version":1,"holder":"aborted","until":"2999-11-01T22:00:00Z"}""");
        Aws($$$"""
            for last; do :; done
            case "$1 $2" in
              "s3api get-object") cp FOLDER/{{{lease}}} "$7"; echo '{}' ;;
              "stepfunctions describe-execution")
                {{{(status is null ? "echo '(ExecutionDoesNotExist)' >&2; exit 254" : "")}}}
                echo '{"name":"aborted","status":"{{{status}}}","startDate":"2026-11-01T06:10:00Z"}' ;;
              "stepfunctions list-executions") echo '{"executions":{{{running}}}}' ;;
              "stepfunctions start-execution") echo '{"executionArn":"arn:execution:lake-publish:new"}' ;;
              "lambda invoke") echo "  $(cat payload.json)" >> LOG; echo '{}' > answer.json; echo '{"StatusCode":200}' ;;
            esac
            """);
        DeclareOutputs();
        using var access = await StackAccess.FindAsync("lake", _folder.Root, _folder.Root, Cancel);

        await new PublishSession(access, _output, TimeProvider.System).RunAsync(Cancel);

        Assert.StartsWith(told, _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(released is null ? 0 : 1, Calls.Count(call => call.StartsWith(
            """stepfunctions start-execution --state-machine-arn arn:stateMachine:lake-publish --input {"request":null}""",
            StringComparison.Ordinal)));
        Assert.Equal(
            released is null or "" ? [] : [$"  {{\"step\":\"release\",\"execution\":\"{released}\""],
            Calls.Where(call => call.StartsWith(' ')).Select(call => call.Split(",\"at\"")[0]));
    }

    private async Task<bool> RedriveAsync()
    {
        await using var target = await FindAsync();
        return await new RedriveSession(target, _prompt, _output).RunAsync(Cancel);
    }

    private void DeclareOutputs() => Program(
        "pulumi",
        $"""
        case "$*" in
          "stack output --json --stack lake") cat <<'END'
        {Outputs}
        END
          ;;
          "config get aws:region --stack lake") echo eu-central-1 ;;
          *) exit 1 ;;
        esac
        """);

    private Task<DeployedStack> FindAsync()
    {
        DeclareOutputs();
        return DeployedStack.FindAsync("lake", _folder.Root, _folder.Root, Cancel);
    }

    private static string Message(string id, string function, string failedAt, string payload)
    {
        var body =
            $$$"""{"version":"1.0","timestamp":"{{{failedAt}}}","requestContext":{"requestId":"r","functionArn":"arn:aws:lambda:eu-central-1:1:function:{{{function}}}:$LATEST"},"requestPayload":{{{payload}}},"responsePayload":{"errorMessage":"why"}}""";
        return $$"""{"MessageId":"{{id}}","ReceiptHandle":"handle-{{id}}","Body":{{System.Text.Json.JsonSerializer.Serialize(body)}}}""";
    }

    private void Queue(params string[] messages) =>
        _folder.Write("queue.json", $$"""{"Messages":[{{string.Join(',', messages)}}]}""");

    private void Aws(string script) => Program(
        "aws",
        $"""
        {ShellProgram.AwsVersion}
        echo "$*" >> LOG
        {script}
        """
        .Replace("LOG", $"'{Log}'", StringComparison.Ordinal)
        .Replace("FOLDER", _folder.Root, StringComparison.Ordinal));

    private void Program(string name, string script) => ShellProgram.Write(_folder, name, script);
}

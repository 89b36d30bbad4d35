namespace Twin.Tests.Cli.Verification;

public sealed class VerifySessionTests : IDisposable
{
    private const string AllReadingCalls =
        @"^(s3api (get-object|list-objects-v2)|lambda get-function-configuration|glue get-\S+|athena (batch-get|get|list)-\S+|"
        + @"logs filter-log-events|cloudwatch (describe|get)-\S+|sns list-\S+|stepfunctions (list|describe)-\S+|ssm describe-parameters|"
        + @"pulumi (stack output|config get|preview)) ";

    private const string NoValues = """{"Datapoints":[]}""";

    private const string NotFound =
        "An error occurred (EntityNotFoundException) when calling the GetPartition operation: none";

    /// <summary>A wrong answer, or the answers one after the other, that show it.</summary>
    private static readonly Dictionary<string, (string Command, string[] Answers, string Line, string ToDo)> Faults =
        new()
        {
            ["no publication"] = (
            "stepfunctions.list-executions", ["""{"executions":[]}"""],
            "publication: none has started and ended in 30 minutes", ""),
            ["a publication of an unexpected form"] = (
            "stepfunctions.list-executions", ["""{"executions":[{"other":1}]}"""],
            "publication: an answer has not the expected form…", ""),
            ["a refused playlist"] = (
            "extraction",
            [
                PlayedDeployment.Extraction(
                    """{"playlist":"p","outcome":"not owned","reason":"Spotify answers 403","advice":"Use his token."}"""),
            ],
            "playlist p: not owned: Spotify answers 403", "    to do: Use his token."),
            ["a query that is not accepted"] = (
            "athena.start-query-execution",
            ["An error occurred (InvalidRequestException) when calling it: none", """{"QueryExecutionId":"good"}"""],
            "query movers: An error occurred (InvalidRequestException)…", ""),
            ["no partition"] = (
            "glue.get-partition.songs", [NotFound],
            "partitions: none for 2026-11-22 in songs", "'Register the partitions'"),
            ["a refused call"] = (
            "logs.filter-log-events._aws_lambda_lake-transform",
            ["""{"events":[{"timestamp":1795327265000,"message":"{\"level\":\"ERROR\",\"message\":\"AccessDenied: s3:PutObject\"}"}]}"""],
            "refused calls: lake-transform at 2026-11-22 06:01:05Z: AccessDenied: s3:PutObject", "role's policy"),
            ["no metrics"] = (
            "cloudwatch.get-metric-statistics", [NoValues],
            "metrics: CloudWatch has no PlaylistsSettled of lake since 2026-11-22 06:00:00Z",
            "metric-lines in docs/assumptions.md"),
            ["no alarms"] = (
            "cloudwatch.describe-alarms", ["""{"MetricAlarms":[]}"""],
            "test alarm: no alarm notifies " + PlayedDeployment.Topic, "pulumi up"),
            ["disabled alarms"] = (
            "cloudwatch.describe-alarms",
            ["""{"MetricAlarms":[{"AlarmName":"a","StateValue":"OK","ActionsEnabled":false}]}"""],
            "test alarm: the actions of all 1 alarms are disabled", "pulumi up"),
            ["an unconfirmed subscription"] = (
            "sns.list-subscriptions-by-topic",
            ["""{"Subscriptions":[{"Endpoint":"me@example.com","SubscriptionArn":"PendingConfirmation"}]}"""],
            "subscriptions: me@example.com: PendingConfirmation", "confirm it"),
            ["a call that the caller's own role may not make"] = (
            "sns.list-subscriptions-by-topic", ["An error occurred (AccessDenied) when calling it: not authorized"],
            "subscriptions: An error occurred (AccessDenied)…", "docs/deploy.md"),
        };

    /// <summary>The words of an alarm's history after the test, and what is said of it; the alarm is OK
    /// again.</summary>
    private static readonly Dictionary<string, (string History, string Line, string ToDo)> SilentAlarms = new()
    {
        ["it does not reach the topic"] = (
            PlayedDeployment.History(
                "2026-11-22T06:03:00Z", $"Failed to execute action {PlayedDeployment.Topic}. Received error: not authorized"),
            "test alarm: lake-failures-age: Failed to execute action…", PlayedDeployment.Topic),
        ["other words"] = (
            PlayedDeployment.History("2026-11-22T06:03:00Z", $"Sent the action {PlayedDeployment.Topic}"),
            $"test alarm: lake-failures-age: Sent the action {PlayedDeployment.Topic}", ""),
        ["nothing since"] = (
            PlayedDeployment.History("2026-11-01T00:00:00Z", $"Failed to execute action {PlayedDeployment.Topic}"),
            "test alarm: lake-failures-age has sent nothing within 1 minute", ""),
        ["no answer"] = (
            "An error occurred (Throttling) when calling DescribeAlarmHistory: later",
            "test alarm: An error occurred (Throttling)…", "verify again"),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    public static TheoryData<string> SilentAlarmNames => [.. SilentAlarms.Keys];

    private readonly PlayedDeployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public async Task A_stack_in_which_all_is_well_is_reported_line_by_line()
    {
        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Equal(
            [
                "ok extraction: 1 playlist at 2026-11-22T06:00:00Z",
                $"ok playlist {PlayedDeployment.PlaylistId}: complete: 812 entries, {_deployment.Snapshot.Manifest}",
                "ok manifests: 1 of 1: 812 entries on 1 pages",
                "ok markers: 1 of 1: all snapshots have become tables",
                "ok tables: 7 files with 70 rows; entries that could not be read: 0",
                "ok query movers: the first 1 rows; 4321 bytes read",
                "    song  days",
                "    Mine",
                "ok query top_songs: the first 1 rows; 4321 bytes read",
                "    song  days",
                "    Mine",
                "ok publication: newest has ended well after 221 s",
                "ok partitions: 7 tables have one for 2026-11-22",
                "ok metrics: PlaylistsSettled since 2026-11-22 06:00:00Z",
                "ok test alarm: lake-failures-age has reached the topic, and is OK again; 2 alarms notify it, and none rings",
                "ok subscriptions: 1 confirmed",
                "ok refresh token: 21 days old",
                "ok settings: Pulumi.lake.yaml and the code are as deployed",
            ],
            end.Lines.Take(18));
        Assert.StartsWith(
            "ok refused calls: none in the logs of 4 functions since ", end.Lines[18], StringComparison.Ordinal);
        Assert.Matches(@"\n15 ok, 0 failed, 0 skipped, in \d+\.\d s\n$", end.Output);
        Assert.Matches(@"^ok +\d+\.\d s  extraction: ", end.Output);
        Assert.Contains(_deployment.Calls, call => call.StartsWith(
            "logs filter-log-events --log-group-name /aws/lambda/lake-publish ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_extraction_and_one_alarm_are_started_and_the_alarm_is_set_back()
    {
        await _deployment.VerifyAsync();

        var started = _deployment.Calls.Where(call => !IsReading(call)).ToList();
        Assert.Equal(
            [
                "lambda invoke", "athena start-query-execution", "athena start-query-execution",
                "cloudwatch set-alarm-state", "cloudwatch set-alarm-state",
            ],
            started.Select(call => string.Join(' ', call.Split(' ').Take(2))));
        Assert.Contains(
            "--function-name lake-extract --invocation-type RequestResponse", started[0], StringComparison.Ordinal);
        Assert.Contains(
            "--work-group lake-group --query-execution-context Database=lake", started[1], StringComparison.Ordinal);
        Assert.Contains(
            $"--alarm-name {PlayedDeployment.Alarm} --state-value ALARM", started[3], StringComparison.Ordinal);
        Assert.Contains(
            $"--alarm-name {PlayedDeployment.Alarm} --state-value OK", started[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_only_makes_reading_calls_only()
    {
        _deployment.Answer("stepfunctions.list-executions", PlayedDeployment.Execution("SUCCEEDED"));

        var end = await _deployment.VerifyAsync(isReadOnly: true);

        Assert.True(end.IsGood, end.Output);
        Assert.All(_deployment.Calls, call => Assert.Matches(AllReadingCalls, call));
        Assert.Equal(
            [
                "skipped extraction: --read-only starts none; the newest snapshots are looked at",
                "skipped query movers: --read-only starts no query",
                "skipped query top_songs: --read-only starts no query",
                "skipped test alarm: --read-only sends none; 2 alarms notify it, and none rings",
            ],
            end.Lines.Where(line => line.StartsWith("skipped", StringComparison.Ordinal)));
        Assert.Contains(
            $"ok playlist {PlayedDeployment.PlaylistId}: the newest snapshot is {_deployment.Snapshot.Manifest}", end.Lines);
        Assert.Contains("ok tables: 7 files with 70 rows; entries that could not be read: 0", end.Lines);
        Assert.Contains("ok publication: newest has ended well after 221 s", end.Lines);
        Assert.Contains("ok partitions: 7 tables have one for 2026-11-22", end.Lines);
        Assert.Contains("ok metrics: PlaylistsSettled in the last 7 days", end.Lines);
    }

    [Fact]
    public async Task A_marker_that_comes_later_is_waited_for()
    {
        _deployment.Delay("lake-processed", _deployment.Marker);

        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Contains(TimeSpan.FromSeconds(5), _deployment.Clock.Waits);
    }

    [Fact]
    public async Task The_publication_of_an_earlier_run_is_not_that_of_this_one()
    {
        _deployment.Answer(
            "stepfunctions.list-executions",
            PlayedDeployment.Execution("SUCCEEDED", "2026-11-21T06:00:30+00:00"),
            PlayedDeployment.Execution("RUNNING"),
            PlayedDeployment.Execution("SUCCEEDED"));

        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Equal(
            3,
            _deployment.Calls.Count(call => call.StartsWith("stepfunctions list-executions", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_playlist_that_waits_is_no_failure()
    {
        _deployment.Answer("extraction", PlayedDeployment.Extraction(
            """{"playlist":"p","outcome":"waiting until 2026-11-22T09:00:00Z","waiting_until":"2026-11-22T09:00:00Z","reason":"Spotify asks for a wait"}"""));

        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Contains("skipped playlist p: waiting until 2026-11-22T09:00:00Z: Spotify asks for a wait", end.Lines);
        Assert.Contains("skipped manifests: no playlist has a complete snapshot", end.Lines);
        Assert.DoesNotContain(_deployment.Calls, call => call.StartsWith("stepfunctions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_playlist_that_mine_skips_and_a_limit_are_no_failure_and_say_what_to_do()
    {
        _deployment.Answer("extraction", PlayedDeployment.Extraction(
            """{"playlist":"mine","outcome":"capped","entries":61,"reason":"61 playlists found, the first 40 are read","advice":"Raise mineLimit."}""",
            """{"playlist":"p","outcome":"skipped","reason":"the user only follows it"}"""));

        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Contains("skipped playlist mine: capped: 61 playlists found, the first 40 are read", end.Lines);
        Assert.Contains("to do: Raise mineLimit.", end.Output, StringComparison.Ordinal);
        Assert.Contains("skipped playlist p: skipped: the user only follows it", end.Lines);
    }

    [Fact]
    public async Task Without_a_run_the_playlists_of_mine_are_those_with_snapshots_beside_the_own_lists()
    {
        _deployment.Put("lake-raw", PlaylistList.Key, Encoding.UTF8.GetBytes(PlaylistList.Format(["mine", "liked"])));
        var folders = new[] { PlayedDeployment.PlaylistId, "top-tracks-long" }.Select(RawSnapshot.PrefixOf)
            .Select(folder => $$"""{"Prefix":"{{folder}}"}""");
        _deployment.Answer(
            "s3api.list-objects-v2.raw_", $$"""{"CommonPrefixes":[{{string.Join(',', folders)}}]}""");

        var end = await _deployment.VerifyAsync(isReadOnly: true);

        Assert.Contains("ok playlists: configured sources: 2; playlists with snapshots: 1", end.Lines);
        Assert.Contains(
            $"ok playlist {PlayedDeployment.PlaylistId}: the newest snapshot is {_deployment.Snapshot.Manifest}",
            end.Lines);
        Assert.Contains("failed playlist liked: it has no snapshot yet", end.Lines);
        Assert.DoesNotContain("top-tracks-long", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_without_addresses_and_without_a_user_is_no_failure()
    {
        _deployment.Answer("sns.list-subscriptions-by-topic", """{"Subscriptions":[]}""");
        _deployment.Answer("lambda.get-function-configuration.lake-extract", PlayedDeployment.Function("lake-extract", """{"STACK":"lake"}"""));

        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Contains("skipped refresh token: the stack has none, and reads as the app itself", end.Lines);
        Assert.Contains(
            end.Lines, line => line.StartsWith("skipped subscriptions: there is no address", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(FaultNames))]
    public async Task A_fault_is_the_one_line_that_fails_and_says_what_to_do(string fault)
    {
        var (command, answers, line, toDo) = Faults[fault];
        _deployment.Answer(command, answers);

        await AssertFailureAsync(line, toDo);
    }

    [Theory]
    [InlineData("FAILED", "TABLE_NOT_FOUND: songs", "FAILED: TABLE_NOT_FOUND: songs",
        "dotnet dev.cs query --stack lake --name movers")]
    [InlineData("RUNNING", "", "it has not ended after 5 minutes, and was stopped", "history of the work group")]
    public async Task A_query_that_does_not_succeed_shows_the_reason(
        string state, string reason, string shown, string toDo)
    {
        _deployment.Answer("athena.start-query-execution", """{"QueryExecutionId":"bad"}""", """{"QueryExecutionId":"good"}""");
        _deployment.Answer("athena.get-query-execution.bad", PlayedDeployment.Query(state, reason));

        await AssertFailureAsync($"query movers: {shown}", toDo);
    }

    [Fact]
    public async Task A_failed_publication_shows_its_cause()
    {
        _deployment.Answer("stepfunctions.list-executions", PlayedDeployment.Execution("FAILED"));
        _deployment.Answer("stepfunctions.describe-execution", """{"error":"NeedsAttention","cause":"quality_orphans"}""");

        await AssertFailureAsync("publication: newest: FAILED: NeedsAttention: quality_orphans", "in the console");
    }

    [Theory, MemberData(nameof(SilentAlarmNames))]
    public async Task An_alarm_that_does_not_reach_its_topic_fails_and_is_set_back(string reason)
    {
        var (history, line, toDo) = SilentAlarms[reason];
        _deployment.Answer("history-after", history);

        await AssertFailureAsync(line, toDo);

        Assert.Contains(
            $"--alarm-name {PlayedDeployment.Alarm} --state-value OK",
            _deployment.Calls.Last(call => call.Contains("set-alarm-state", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_extraction_names_its_playlists_and_the_others_are_looked_at()
    {
        _deployment.Answer("lambda.invoke", """{"StatusCode":200,"FunctionError":"Unhandled"}""");
        _deployment.Answer("extraction", JsonSerializer.Serialize(new
        {
            errorMessage = "1 of 2 playlists could not be read; the others are stored.\n"
                + "37i9dQZF1DX0XUsuxWHRQd: failed: it broke. See the function's log.",
        }));

        var end = await _deployment.VerifyAsync();

        Assert.False(end.IsGood);
        Assert.Equal(
            [
                ("extraction: 1 of 2 playlists could not be read; the others are stored.",
                    "    to do: Each of these playlists has a line below."),
                ("playlist 37i9dQZF1DX0XUsuxWHRQd: not read in this run",
                    "    to do: failed: it broke. See the function's log."),
            ],
            end.Failed);
        Assert.Contains("ok tables: 7 files with 70 rows; entries that could not be read: 0", end.Lines);
    }

    [Fact]
    public async Task A_missing_manifest_fails()
    {
        _deployment.Delete("lake-raw", _deployment.Snapshot.Manifest);

        await AssertFailureAsync(
            $"manifests: s3://lake-raw/{_deployment.Snapshot.Manifest} does not exist", "log of lake-extract");
    }

    [Fact]
    public async Task A_snapshot_that_does_not_become_tables_in_time_fails()
    {
        _deployment.Delete("lake-processed", _deployment.Marker);

        await AssertFailureAsync(
            $"markers: s3://lake-processed/{_deployment.Marker} does not name raw/…",
            "dotnet dev.cs redrive --stack lake");

        Assert.InRange(
            _deployment.Clock.Waits.Where(wait => wait == TimeSpan.FromSeconds(5)).Aggregate((sum, wait) => sum + wait),
            TimeSpan.FromMinutes(4),
            TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task The_marker_of_an_earlier_snapshot_does_not_count()
    {
        var before = SnapshotMarker.Parse(File.ReadAllBytes(
            Path.Combine(_deployment.Path, "s3", "lake-processed", _deployment.Marker)));
        _deployment.Put("lake-processed", _deployment.Marker, (before with
        {
            Manifest = (_deployment.Snapshot with { Hash = "00" }).Manifest,
            ExtractedAt = "2026-11-22T01:00:00Z",
        }).ToUtf8());

        await AssertFailureAsync("markers: …", "");
    }

    [Fact]
    public async Task A_tables_file_of_another_size_and_a_missing_one_fail()
    {
        _deployment.List(Tables.Songs, 999);
        _deployment.Answer("s3api.list-objects-v2.albums_snapshot_date=2026-11-22_", "{}");

        await AssertFailureAsync(
            $"tables: {Tables.Songs.Key(_deployment.Snapshot.Date, PlayedDeployment.PlaylistId)} has 999 bytes, and its "
            + $"marker says 1000; {Tables.Albums.Key(_deployment.Snapshot.Date, PlayedDeployment.PlaylistId)} does not exist",
            "invoke lake-repair");
    }

    [Fact]
    public async Task Read_only_expects_no_partition_of_tables_that_may_not_be_published_yet()
    {
        _deployment.Answer("glue.get-partition", NotFound);

        var end = await _deployment.VerifyAsync(isReadOnly: true);

        Assert.True(end.IsGood, end.Output);
        Assert.Contains(
            end.Lines, line => line.StartsWith("skipped partitions: none for 2026-11-22 yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_logs_are_read_from_the_beginning_of_the_verification()
    {
        await _deployment.VerifyAsync();

        var since = new DateTimeOffset(2026, 11, 22, 5, 59, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.Equal(4, _deployment.Calls.Count(call =>
            call.StartsWith("logs ", StringComparison.Ordinal)
            && call.Contains($"--start-time {since} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Metrics_that_come_later_are_waited_for()
    {
        _deployment.Answer(
            "cloudwatch.get-metric-statistics",
            NoValues,
            """{"Datapoints":[{"Timestamp":"2026-11-22T06:00:00+00:00","SampleCount":1.0}]}""");

        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Contains(_deployment.Calls, call => call.StartsWith(
            "cloudwatch get-metric-statistics --namespace SpotifyStack --metric-name PlaylistsSettled "
            + "--dimensions Name=Stack,Value=lake --start-time 2026-11-22T06:00:00Z --end-time ",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alarm_that_cannot_be_set_back_is_named_with_the_command()
    {
        _deployment.Answer(
            "cloudwatch.set-alarm-state.OK", "An error occurred (Throttling) when calling SetAlarmState: later");

        var (line, _) = await FailureAsync();

        Assert.Contains(
            $"aws cloudwatch set-alarm-state --alarm-name {PlayedDeployment.Alarm} --state-value OK", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_that_rings_is_named_and_not_tested()
    {
        _deployment.Answer("cloudwatch.describe-alarms", """{"MetricAlarms":[{"AlarmName":"a","StateValue":"ALARM","ActionsEnabled":true}]}""");

        var end = await _deployment.VerifyAsync();

        Assert.True(end.IsGood, end.Output);
        Assert.Contains("skipped test alarm: 1 alarms notify it, and these ring: a: none is left to test", end.Lines);
        Assert.DoesNotContain(_deployment.Calls, call => call.Contains("set-alarm-state", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_refresh_token_fails()
    {
        _deployment.Answer("lambda.get-function-configuration.lake-extract", PlayedDeployment.Function(
            "lake-extract", """{"STACK":"lake","SPOTIFY_REFRESH_TOKEN_PARAMETER":"/lake/refresh-token"}"""));
        _deployment.Answer("ssm.describe-parameters", """{"Parameters":[{"LastModifiedDate":"2026-06-20T06:00:00+00:00"}]}""");

        await AssertFailureAsync(
            "refresh token: 155 days old; Spotify ends it after about six months", "dotnet dev.cs login --stack lake");

        Assert.Contains(
            _deployment.Calls,
            call => call.Contains("Key=Name,Option=Equals,Values=/lake/refresh-token", StringComparison.Ordinal));
        Assert.DoesNotContain(_deployment.Calls, call => call.Contains("get-parameter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_that_are_not_deployed_fail()
    {
        _deployment.Write(
            "preview.txt", "Resources:\n    + 1 to create\n    ~ 2 to update\n    3 changes. 58 unchanged\n");
        _deployment.Write("preview.fails", "error: no changes were expected but changes were proposed\n");

        await AssertFailureAsync(
            "settings: Pulumi.lake.yaml or the code differ from the deployed stack: 1 to create, 2 to update",
            "pulumi preview --diff --stack lake");
    }

    [Fact]
    public async Task A_preview_that_fails_shows_Pulumis_reason()
    {
        _deployment.Write("preview.fails", "error: PULUMI_ACCESS_TOKEN must be set\n");

        await AssertFailureAsync("settings: error: PULUMI_ACCESS_TOKEN must be set", "Correct what it names");
    }

    [Fact]
    public async Task Without_a_snapshot_read_only_fails()
    {
        _deployment.Answer(
            $"s3api.list-objects-v2.{RawSnapshot.PrefixOf(PlayedDeployment.PlaylistId).Replace('/', '_')}", "{}");

        var end = await _deployment.VerifyAsync(isReadOnly: true);

        var (line, remedy) = Assert.Single(end.Failed);
        Assert.False(end.IsGood);
        Assert.Equal($"playlist {PlayedDeployment.PlaylistId}: it has no snapshot yet", line);
        Assert.Contains("verify without --read-only", remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_without_an_output_is_refused_before_anything_is_started()
    {
        _deployment.Write("outputs.json", """{"RawBucket":"lake-raw"}""");

        var wrong = await Assert.ThrowsAsync<InputException>(() => _deployment.VerifyAsync());

        Assert.Contains("pulumi up", wrong.Message, StringComparison.Ordinal);
        Assert.All(_deployment.Calls, call => Assert.StartsWith("pulumi ", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Foreign_text_steers_no_terminal()
    {
        var name = JsonSerializer.Serialize(HostileText.Name[..^1]);
        _deployment.Answer("extraction", PlayedDeployment.Extraction(
            $$"""{"playlist":{{name}},"outcome":{{name}},"reason":{{name}},"advice":{{name}}}"""));
        _deployment.Answer("athena.get-query-results", $$$$"""{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":{{{{name}}}}}]},{"Data":[{"VarCharValue":{{{{name}}}}}]}],"ResultSetMetadata":{"ColumnInfo":[{"Name":{{{{name}}}},"Type":"varchar"}]}}}""");
        _deployment.Answer("sns.list-subscriptions-by-topic", $$"""{"Subscriptions":[{"Endpoint":{{name}}}]}""");

        var end = await _deployment.VerifyAsync();

        Assert.False(end.IsGood);
        HostileText.AssertHarmless(end.Output.Replace("\r", "", StringComparison.Ordinal));
        Assert.Contains(@"\u001b]52;c;QUJD", end.Output, StringComparison.Ordinal);
    }

    private static bool IsReading(string call) => System.Text.RegularExpressions.Regex.IsMatch(call, AllReadingCalls);

    private async Task<(string Line, string Remedy)> FailureAsync()
    {
        var end = await _deployment.VerifyAsync();

        Assert.False(end.IsGood);
        return Assert.Single(end.Failed);
    }

    /// <param name="line">The line; one that ends with an ellipsis is its beginning.</param>
    private async Task AssertFailureAsync(string line, string toDo)
    {
        var (found, remedy) = await FailureAsync();

        Assert.StartsWith(line.TrimEnd('…'), found, StringComparison.Ordinal);
        Assert.True(line.EndsWith('…') || line == found, found);
        Assert.Contains(toDo, remedy, StringComparison.Ordinal);
    }
}

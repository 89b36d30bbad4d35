using Functions.Metrics;
using Twin.Aws.Budgets;
using Twin.Aws.Sns;
using Twin.Aws.Sqs;

namespace Twin.Tests.Aws.CloudWatch;

public sealed class CloudWatchServiceTests : IAsyncDisposable
{
    private const string Extract = "spotify-dev-extract";
    private const string Errors = "spotify-dev-extract-errors";
    private const string SnapshotsFailed = "spotify-dev-snapshots-failed";
    private const string Topic = "spotify-dev-alarms";
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly VirtualClock _clock = new(Start);
    private readonly TestFolder _folder = new();
    private TwinServices? _services;

    private SnsService Topics => _services!.Get<SnsService>();

    private IEnumerable<string> Problems => _services!.Get<TwinProblems>().All;

    private MessageQueue FailureQueue => Assert.Single(_services!.Get<SqsService>().Queues.Values);

    public async ValueTask DisposeAsync()
    {
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Dispose();
    }

    [Fact]
    public async Task All_declared_alarms_can_be_evaluated_and_reach_their_topic()
    {
        foreach (var name in (string[])["dev", "prod"])
        {
            var stack = await Stacks.Load(name);

            var monitoring = await StartAsync(stack);

            Assert.Empty(Problems);
            Assert.Equal(stack.OfType(CloudWatchResources.MetricAlarm).Count(), monitoring.Alarms.Count);
            Assert.NotEmpty(monitoring.Alarms);
        }
    }

    [Fact]
    public async Task A_failed_function_raises_its_alarm_and_notifies_its_subscribers()
    {
        var monitoring = await StartAsync(Subscribed(await WithMore()));

        Work(monitoring, 6, () => LambdaMetrics.WriteInvocation(
            monitoring, Extract, Result(new FunctionError("Any", "It broke."))));

        Assert.Equal(AlarmState.Alarm, StateOf(monitoring, Errors).State);
        var sent = Assert.Single(Topics.Sent, sent => sent.Subject.StartsWith("ALARM", StringComparison.Ordinal));
        Assert.Equal($"ALARM: \"{Errors}\" in eu-central-1", sent.Subject);
        Assert.Equal((Topic, "me@example.com"), (sent.Topic, Assert.Single(sent.Recipients)));
        Assert.Contains("OK -> ALARM", sent.Message, StringComparison.Ordinal);
        Assert.Contains("AWS/Lambda Errors {FunctionName=spotify-dev-extract}", sent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_successful_function_is_measured_and_raises_no_alarm()
    {
        var monitoring = await StartAsync(await Stacks.Load("dev"));

        Work(monitoring, 6, () => LambdaMetrics.WriteInvocation(
            monitoring, Extract, Result(null) with { Duration = TimeSpan.FromSeconds(2) }));

        Assert.DoesNotContain(monitoring.Alarms.Values, alarm => alarm.State == AlarmState.Alarm);
        Assert.Equal(1, Total(monitoring, "AWS/Lambda", "Invocations"));
        Assert.Equal(0, Total(monitoring, "AWS/Lambda", "Errors"));
        Assert.Equal(2000, Total(monitoring, "AWS/Lambda", "Duration"));
    }

    [Fact]
    public async Task A_throttled_invocation_does_not_count_as_an_invocation()
    {
        var monitoring = await StartAsync(await WithMore());

        Work(monitoring, 6, () => LambdaMetrics.WriteThrottle(monitoring, Extract));

        Assert.Equal(AlarmState.Alarm, StateOf(monitoring, "spotify-dev-extract-throttles").State);
        Assert.Equal(AlarmState.Ok, StateOf(monitoring, Errors).State);
        Assert.Equal(1, Total(monitoring, "AWS/Lambda", "Throttles"));
    }

    [Fact]
    public async Task A_message_that_waits_raises_the_queues_alarms_by_depth_and_in_time_by_age()
    {
        var stack = await WithMore();
        var monitoring = await StartAsync(stack);
        var age = Assert.Single(monitoring.Alarms.Keys, alarm => alarm.Metric.Name == "ApproximateAgeOfOldestMessage");

        Work(monitoring, 6, () => FailureQueue.SendAs(DeclaredAccessOf(stack, Extract), "{}"));

        Assert.Equal(AlarmState.Alarm, StateOf(monitoring, "spotify-dev-failures-waiting").State);
        Assert.Equal(AlarmState.Ok, monitoring.Alarms[age].State);
        var old = Start.AddHours(6).AddSeconds(age.Threshold);
        monitoring.RunUntil(old.AddMinutes(-1));
        Assert.Equal(AlarmState.Ok, monitoring.Alarms[age].State);
        monitoring.RunUntil(old.AddMinutes(2));
        Assert.Equal(AlarmState.Alarm, monitoring.Alarms[age].State);
    }

    [Fact]
    public async Task A_stack_without_snapshots_raises_the_alarm_for_it()
    {
        var monitoring = await StartAsync(await Stacks.Load("dev"));

        monitoring.RunUntil(Start.AddDays(3));

        Assert.Equal(AlarmState.Alarm, StateOf(monitoring, "spotify-dev-no-snapshot").State);
    }

    [Fact]
    public async Task Lines_of_embedded_metric_format_are_metrics_at_the_stacks_time()
    {
        var monitoring = await StartAsync(await Stacks.Load("dev"));

        Work(monitoring, 6, () => monitoring.Log(Extract, Line(LakeMetrics.SnapshotsFailed, 2)));

        Assert.Empty(Problems);
        Assert.Equal(AlarmState.Alarm, StateOf(monitoring, SnapshotsFailed).State);
        Assert.Contains("2026-11-01 05:56", StateOf(monitoring, SnapshotsFailed).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_playlist_that_waits_for_a_third_run_raises_the_alarm_until_its_snapshot()
    {
        const string Waiting = "spotify-dev-snapshots-waiting";
        var monitoring = await StartAsync(await Stacks.Load("dev"));
        var states = new List<AlarmState>();

        foreach (var (run, waited) in ((int[])[2, 3, 4, 0]).Index())
        {
            Work(monitoring, 6 + (24 * run), () => monitoring.Log(
                Extract, Line(LakeMetrics.WaitingRuns, waited, _clock.GetUtcNow())));
            states.Add(StateOf(monitoring, Waiting).State);
        }

        Assert.Equal([AlarmState.Ok, AlarmState.Alarm, AlarmState.Alarm, AlarmState.Ok], states);
    }

    [Fact]
    public async Task A_line_without_a_valid_metric_is_a_failure_of_the_run()
    {
        var monitoring = await StartAsync(await Stacks.Load("dev"));

        var old = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

        monitoring.Log(Extract, Line("Failures", 2).Replace("Count", "count", StringComparison.Ordinal));
        monitoring.Log(Extract, Line("Failures", 2, old));

        Assert.Equal(
            [
                $"{Extract} wrote a line of embedded metric format from which CloudWatch takes no metric: its "
                + "Timestamp is 2020-01-01 00:00 UTC, and CloudWatch takes values of the last two weeks.",
                $"{Extract} wrote a line of embedded metric format from which CloudWatch takes no metric: the metric "
                + "'Failures' has the Unit 'count', which CloudWatch does not know.",
            ],
            Problems);
        Assert.Empty(monitoring.Metrics.Metrics);
    }

    [Fact]
    public async Task A_metric_that_is_never_written_is_named_with_the_alarm_or_widget_that_uses_it()
    {
        var monitoring = await StartAsync((await Stacks.Load("dev"))
            .With(CloudWatchResources.MetricAlarm, SnapshotsFailed, alarm => alarm.Set("metricName", "SnapshotFailed"))
            .With(CloudWatchResources.Dashboard, "spotify-dev", dashboard => dashboard.Set(
                "dashboardBody",
                """
                {"widgets": [{"type": "metric", "properties": {"metrics": [
                    ["SpotifyStack", "SnapshotsFailed", "Stack", "spotify-dev"],
                    ["SpotifyStack", "SnapshotsFailed", "Stack", "spotify-prod"],
                    ["AWS/Lambda", "Errors", "FunctionName", "spotify-dev-extract"],
                    ["AWS/Lambda", "Errors", "FunctionName", "spotify-dev-load"],
                    ["AWS/Lambda", "Error", "FunctionName", "spotify-dev-extract"]
                ]}}]}
                """)));
        Work(monitoring, 6, () =>
        {
            foreach (var metric in monitoring.Alarms.Keys.Select(alarm => alarm.Metric)
                .Where(metric => metric.Namespace == LakeMetrics.Namespace))
            {
                monitoring.Log(
                    Extract,
                    Line(metric.Name.Replace("SnapshotF", "SnapshotsF", StringComparison.Ordinal), 0));
            }
        });

        Assert.Equal(
            [
                ("AWS/Lambda", "Error", "dashboard spotify-dev", false),
                ("AWS/Lambda", "Errors", "dashboard spotify-dev", false),
                ("SpotifyStack", "SnapshotFailed", $"alarm {SnapshotsFailed}", true),
                ("SpotifyStack", "SnapshotsFailed", "dashboard spotify-dev", false),
            ],
            monitoring.Named.UnknownIn(monitoring.Metrics).Select(unknown =>
                (unknown.Namespace, unknown.Name, Assert.Single(unknown.NamedBy), unknown.IsWatched)));
    }

    [Fact]
    public async Task A_topic_that_denies_alarms_is_refused_even_without_an_alarm()
    {
        var stack = (await Stacks.Load("dev")).With(
            SnsResources.TopicPolicy, Topic,
            policy => policy.Replace("policy", "alarm:spotify-dev-*", "alarm:spotify-*-dev"));

        var monitoring = await StartAsync(stack);

        var problem = Assert.Single(Problems);
        Assert.Contains(
            $" and {monitoring.Alarms.Count - 1} more cannot notify arn:aws:sns:", problem, StringComparison.Ordinal);
        Assert.Contains(
            "User: cloudwatch.amazonaws.com is not authorized to perform: sns:Publish",
            problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_without_a_policy_is_refused()
    {
        var stack = (await Stacks.Load("dev")).Without(SnsResources.TopicPolicy, Topic);

        await Refused.WithAsync<RunFailedException>("'spotify-dev-alarms' has no policy", () => StartAsync(stack));
    }

    [Theory]
    [InlineData("alarmActions/0", "arn:aws:sns:eu-central-1:000000000000:renamed", "there is no such topic")]
    [InlineData("period", 10.0, "the twin cannot evaluate a period below a minute (high resolution)")]
    [InlineData("metricName", "Error", "AWS/Lambda has no metric 'Error'")]
    [InlineData("metricName", "ConcurrentExecutions", "the twin does not measure it")]
    [InlineData("namespace", "AWS/SQS", "AWS/SQS has no metric 'Errors'")]
    [InlineData("dimensions/FunctionName", "renamed", "There is no FunctionName 'renamed' in the stack")]
    [InlineData("dimensions/Resource", "any", "AWS/Lambda writes its metrics with FunctionName")]
    [InlineData("extendedStatistic", "p90", "the twin cannot evaluate 'extendedStatistic' (percentiles)")]
    [InlineData("thresholdMetricId", "e1", "the twin cannot evaluate 'thresholdMetricId' (anomaly detection)")]
    public async Task An_alarm_that_can_never_notify_is_named(string path, object value, string problem)
    {
        var monitoring = await StartAsync((await WithMore()).With(
            CloudWatchResources.MetricAlarm, Errors, alarm => alarm.Set(path, value)));

        Assert.Contains(problem, Assert.Single(Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("statistic", "sum", "the statistic 'sum' is none of")]
    [InlineData("comparisonOperator", "Greater", "the comparisonOperator 'Greater' is none of")]
    [InlineData("treatMissingData", "bad", "the treatMissingData 'bad' is none of")]
    [InlineData("period", 90.0, "CloudWatch refuses a period of 90 seconds")]
    [InlineData("unit", "count", "CloudWatch refuses the unit 'count'")]
    [InlineData("threshold", null, "has no 'threshold'")]
    [InlineData("name", "spotify-dev-transform-errors", "there are two alarms 'spotify-dev-transform-errors'")]
    public async Task A_declaration_that_CloudWatch_refuses_fails_the_run(string path, object? value, string reason)
    {
        var stack = (await WithMore()).With(CloudWatchResources.MetricAlarm, Errors, alarm => alarm.Set(path, value));

        await Refused.WithAsync<RunFailedException>(reason, () => StartAsync(stack));
    }

    [Theory]
    [InlineData("protocol", "sms", "the twin delivers to the protocol 'email' only")]
    [InlineData("topic", "arn:aws:sns:eu-central-1:000000000000:renamed", "there is no topic")]
    public async Task A_subscription_that_no_message_can_reach_is_named(string path, string value, string reason)
    {
        var stack = Subscribed(await Stacks.Load("dev"), subscription => subscription.Set(path, value));

        await Refused.WithAsync<RunFailedException>(reason, () => StartAsync(stack));
    }

    [Fact]
    public async Task An_invalid_dashboard_and_one_with_another_stacks_alarm_are_named()
    {
        var stack = await Stacks.Load("dev");
        const string Stranger = "arn:aws:cloudwatch:eu-central-1:000000000000:alarm:other";
        DeclaredStack WithBody(string body) => stack.With(
            CloudWatchResources.Dashboard, "spotify-dev", dashboard => dashboard.Set("dashboardBody", body));

        var refused = await Assert.ThrowsAsync<RunFailedException>(() => StartAsync(WithBody("{}")));
        var monitoring = await StartAsync(WithBody(
            "{\"widgets\":[{\"type\":\"alarm\",\"properties\":{\"alarms\":[\"" + Stranger + "\"]}}]}"));

        Assert.Contains("its body is not a dashboard: it has no widgets", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Stranger, Assert.Single(Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_whose_topic_denies_it_is_named()
    {
        var stack = await Stacks.Load("prod");
        var topic = stack.OfType(SnsResources.Topic).Single().Arn;
        var notice = ImmutableDictionary<string, object>.Empty
            .Add("subscriberSnsTopicArns", ImmutableArray.Create<object>(topic));

        var monitoring = await StartAsync(stack.With(
            BudgetsResources.Budget, "spotify-prod-monthly",
            budget => budget.Set("notifications", ImmutableArray.Create<object>(notice))));

        Assert.Contains(
            "User: budgets.amazonaws.com is not authorized",
            Assert.Single(Problems),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_with_disabled_actions_notifies_nobody()
    {
        var monitoring = await StartAsync((await WithMore()).With(
            CloudWatchResources.MetricAlarm, Errors, alarm => alarm.Set("actionsEnabled", false)));

        Work(monitoring, 6, () => LambdaMetrics.WriteInvocation(
            monitoring, Extract, Result(new FunctionError("Any", "It broke."))));

        Assert.Equal(AlarmState.Alarm, StateOf(monitoring, Errors).State);
        Assert.DoesNotContain(Topics.Sent, sent => sent.Subject.Contains(Errors, StringComparison.Ordinal));
    }

    /// <summary>The stack dev with further alarms, on metrics of AWS's services that it does not watch.</summary>
    private static async Task<DeclaredStack> WithMore()
    {
        var stack = await Stacks.Load("dev");
        var alarm = Assert.Single(
            stack.OfType(CloudWatchResources.MetricAlarm),
            found => found.PhysicalName == "spotify-dev-publication-failed");
        return stack with
        {
            Resources =
            [
                .. stack.Resources,
                OfFunction("extract-errors", "Errors", Extract),
                OfFunction("transform-errors", "Errors", "spotify-dev-transform"),
                OfFunction("extract-throttles", "Throttles", Extract),
                Of("failures-age", "AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "spotify-dev-failures")
                    .Set("statistic", "Maximum")
                    .Set("threshold", TimeSpan.FromDays(7).TotalSeconds),
            ],
        };

        DeclaredResource OfFunction(string name, string metric, string function) =>
            Of(name, "AWS/Lambda", metric, "FunctionName", function)
                .Set("okActions", alarm.Texts("alarmActions").CastArray<object>());

        DeclaredResource Of(string name, string @namespace, string metric, string dimension, string value) =>
            (alarm with { Name = $"spotify-dev-{name}" })
            .Set("name", $"spotify-dev-{name}")
            .Set("arn", alarm.Arn.Replace("publication-failed", name, StringComparison.Ordinal))
            .Set("namespace", @namespace)
            .Set("metricName", metric)
            .Set("dimensions", ImmutableDictionary<string, object>.Empty.Add(dimension, value));
    }

    private static InvokeResult Result(FunctionError? error) =>
        new() { RequestId = "1", Payload = "{}"u8.ToArray(), Error = error };

    private static string Line(string metric, int value, DateTimeOffset? time = null)
    {
        var timestamp = (time ?? TimeProvider.System.GetUtcNow()).ToUnixTimeMilliseconds();
        return "{\"_aws\":{\"Timestamp\":" + timestamp + ",\"CloudWatchMetrics\":[{\"Namespace\":\"SpotifyStack\","
            + "\"Dimensions\":[[\"Stack\"]],\"Metrics\":[{\"Name\":\"" + metric + "\",\"Unit\":\"Count\"}]}]},"
            + "\"Stack\":\"spotify-dev\",\"" + metric + "\":" + value + "}";
    }

    private static DeclaredStack Subscribed(
        DeclaredStack stack, Func<DeclaredResource, DeclaredResource>? change = null)
    {
        var properties = ImmutableDictionary<string, object>.Empty
            .Add("topic", stack.OfType(SnsResources.Topic).Single().Arn)
            .Add("protocol", "email")
            .Add("endpoint", "me@example.com");
        var subscription = new DeclaredResource(SnsResources.TopicSubscription.Type, "me", properties, properties)
        {
            Kind = SnsResources.TopicSubscription,
        };
        return stack with { Resources = stack.Resources.Add((change ?? (same => same))(subscription)) };
    }

    private static AlarmEvaluation StateOf(CloudWatchService monitoring, string alarm) =>
        Assert.Single(monitoring.Alarms, found => found.Key.Name == alarm).Value;

    private static double? Total(CloudWatchService monitoring, string @namespace, string metric) =>
        monitoring.Metrics.Total(MetricIdentity.Create(@namespace, metric, ("FunctionName", Extract)))?.Sum;

    private static global::Twin.Aws.Iam.Caller DeclaredAccessOf(DeclaredStack stack, string function)
    {
        var declared = Assert.Single(stack.OfType(LambdaResources.Function), found => found.PhysicalName == function);
        return RoleDeclaration.ReadAll(stack).Assume(declared.Text("role"), "lambda.amazonaws.com", declared, function);
    }

    private async Task<CloudWatchService> StartAsync(DeclaredStack stack)
    {
        await (_services?.DisposeAsync() ?? ValueTask.CompletedTask);
        _services = await TwinServices.StartAsync(
            stack,
            _folder.Root,
            _clock,
            new Timeline(TimeProvider.System, _clock),
            Cancel);
        return _services.Get<CloudWatchService>();
    }

    private void Work(CloudWatchService monitoring, int hour, Action work)
    {
        var next = Start.AddHours(hour);
        monitoring.RunUntil(next);
        _clock.AdvanceTo(next);
        work();
        monitoring.EndOfWork();
    }
}

using Twin.Aws.Sqs;
using Twin.Tests.Aws.Iam;

namespace Twin.Tests.Aws.StepFunctions;

public sealed class StepFunctionsServiceTests
{
    private const string Rule = "requests";
    private const string EventsRole = "events-role";
    private const string Queue = "failures";

    private static readonly string Waiting = Definitions.Create(
        """
        "Wait": {"Type": "Wait", "Seconds": 5, "End": true}
        """);

    private static readonly string MayStart = Statement("states:StartExecution", SmallAccount.MachineArn);

    [Fact]
    public async Task A_role_that_does_not_trust_Step_Functions_is_refused_at_the_start()
    {
        await Refused.WithAsync<RunFailedException>(
            "states.amazonaws.com may not assume",
            () => SmallAccount.StartAsync(Declared.Stack(
            [SmallAccount.MachineOf(Waiting), .. SmallAccount.RoleOf(SmallAccount.Role, "lambda.amazonaws.com")])));
    }

    [Fact]
    public async Task An_express_state_machine_is_refused()
    {
        await Refused.WithAsync<RunFailedException>(
            "is of the type EXPRESS",
            () => SmallAccount.StartAsync(Declared.Stack(
            SmallAccount.MachineOf(Waiting, properties: ("type", "EXPRESS")))));
    }

    [Fact]
    public async Task An_execution_writes_metrics_and_its_states_are_counted()
    {
        await using var account = await SmallAccount.StartAsync(Definitions.Create(
            "\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}", "\"B\": {\"Type\": \"Fail\", \"Error\": \"Mine\"}"));

        await account.RunAsync();

        double? Sum(string name) => account.Get<CloudWatchService>().Metrics.Total(
            MetricIdentity.Create("AWS/States", name, ("StateMachineArn", SmallAccount.MachineArn)))?.Sum;
        Assert.Equal((1.0, 1.0, null), (Sum("ExecutionsStarted"), Sum("ExecutionsFailed"), Sum("ExecutionsSucceeded")));
        Assert.Equal(2, account.Get<Meter>().Usage.Sum(StepFunctionsUsage.Service, StepFunctionsUsage.Transition));
    }

    [Theory]
    [InlineData("ERROR", """{"type":"ExecutionFailed","details":{"error":"Mine","cause":"because"},""")]
    [InlineData("ALL", """{"type":"ExecutionStarted","details":{},""")]
    public async Task A_failed_execution_is_logged_and_traced(string level, string line)
    {
        var stack = LoggingStack(level, Statement(
            "logs:CreateLogDelivery\", \"logs:GetLogDelivery\", \"logs:UpdateLogDelivery\", "
            + "\"logs:DeleteLogDelivery\", \"logs:ListLogDeliveries\", "
            + "\"logs:PutResourcePolicy\", \"logs:DescribeResourcePolicies\", "
            + "\"logs:DescribeLogGroups\", \"xray:PutTraceSegments\", \"xray:PutTelemetryRecords\", "
            + "\"xray:GetSamplingRules\", \"xray:GetSamplingTargets",
            "*"));
        await using var account = await SmallAccount.StartAsync(stack);

        await account.RunAsync();

        Assert.Contains(account.Lines, found => found.StartsWith(line, StringComparison.Ordinal));
        Assert.Empty(account.Get<AccessControl>().Denied);
        Assert.Empty(account.Get<AccessControl>().UnusedPermissions);
        Assert.Equal(
            level == "ALL" ? 2 : 1, account.Get<Meter>().Usage.Sum(CloudWatchUsage.Logs, CloudWatchUsage.LogLine));
    }

    [Fact]
    public async Task A_role_that_may_not_deliver_logs_is_refused_at_the_start()
    {
        var refused = await Assert.ThrowsAsync<RunFailedException>(
            () => SmallAccount.StartAsync(LoggingStack("ERROR", Statement("logs:CreateLogDelivery", "*"))));

        Assert.Contains(
            "The state machine IAM Role is not authorized to access the Log Destination",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Contains("logs:GetLogDelivery", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rules_event_is_the_input_of_an_execution()
    {
        await using var account = await SmallAccount.StartAsync(EventStack(MayStart));

        await PutAsync(account);

        var execution = Assert.Single(account.Machines.Executions);
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal("""{"source":"aws.s3","detail":{"key":"publications/x.json"}}""", execution.Output);
        Assert.Empty(account.Get<SqsService>().Queues.Values.Single().Messages);
    }

    [Fact]
    public async Task An_event_whose_start_is_refused_goes_to_the_dead_letter_queue()
    {
        await using var account = await SmallAccount.StartAsync(
            EventStack(Statement("states:StartExecution", SmallAccount.MachineArn + "2")));

        await PutAsync(account);

        Assert.Empty(account.Machines.Executions);
        var message = Assert.Single(account.Get<SqsService>().Queues.Values.Single().Messages);
        Assert.Equal("""{"source":"aws.s3","detail":{"key":"publications/x.json"}}""", message.Body);
        Assert.Equal(SmallAccount.MachineArn, message.Attributes[DeadLetterAttributes.TargetArn]);
        Assert.EndsWith($"rule/{Rule}", message.Attributes[DeadLetterAttributes.RuleArn], StringComparison.Ordinal);
        Assert.Equal("states:StartExecution", Assert.Single(account.Get<AccessControl>().Denied).Action);
    }

    [Fact]
    public async Task A_dead_letter_queue_that_refuses_the_rule_is_named_before_there_is_an_event()
    {
        await using var account = await SmallAccount.StartAsync(EventStack(MayStart, queueAllows: "other"));

        Assert.Contains(
            account.Lines,
            line => line.StartsWith(
                $"{Rule}: User: events.amazonaws.com is not authorized to perform: sqs:SendMessage",
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_without_a_role_is_named_before_there_is_an_event()
    {
        var stack = EventStack(MayStart);
        var target = stack.OfType(EventBridgeResources.EventTarget).Single();
        await using var account = await SmallAccount.StartAsync(stack with
        {
            Resources = stack.Resources.Replace(target, target with
            {
                Inputs = target.Inputs.Remove("roleArn"),
                State = target.State.Remove("roleArn"),
            }),
        });

        Assert.Contains(
            account.Lines,
            line => line.Contains("EventBridge needs one to start a state machine", StringComparison.Ordinal));
    }

    private static string Statement(string action, string resource) =>
        $$"""{"Effect": "Allow", "Action": ["{{action}}"], "Resource": "{{resource}}"}""";

    private static DeclaredStack LoggingStack(string level, string statement)
    {
        var group = Declared.Resource(CloudWatchResources.LogGroup, "/aws/vendedlogs/states/publish");
        return Declared.Stack(
        [
            group,
            SmallAccount.MachineOf(
                Definitions.Create("\"A\": {\"Type\": \"Fail\", \"Error\": \"Mine\", \"Cause\": \"because\"}"),
                properties:
                [
                    ("loggingConfiguration", Declared.Map(
                        ("level", level), ("includeExecutionData", false), ("logDestination", $"{group.Arn}:*"))),
                    ("tracingConfiguration", Declared.Map(("enabled", true))),
                ]),
            .. SmallAccount.RoleOf(SmallAccount.Role, "states.amazonaws.com", statement),
        ]);
    }

    private static DeclaredStack EventStack(string statement, string queueAllows = Rule)
    {
        var queue = Declared.Resource(SqsResources.Queue, Queue);
        return Declared.Stack(
        [
            queue,
            Declared.Resource(
                SqsResources.QueuePolicy,
                "policy",
                ("queueUrl", queue.Text("url")),
                ("policy",
                    $$"""
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
                      "Principal": {"Service": "events.amazonaws.com"}, "Resource": "{{queue.Arn}}",
                      "Condition": {"ArnLike":
                        {"aws:SourceArn": "arn:aws:events:eu-central-1:{{Policies.Account}}:rule/{{queueAllows}}"} } }]}
                    """)),
            Declared.Resource(
                EventBridgeResources.EventRule, Rule, ("eventPattern", """{"source": ["aws.s3"]}""")),
            Declared.Resource(
                EventBridgeResources.EventTarget,
                "target",
                ("rule", Rule),
                ("arn", SmallAccount.MachineArn),
                ("roleArn", Policies.RoleArn(EventsRole)),
                ("deadLetterConfig", Declared.Map(("arn", queue.Arn)))),
            SmallAccount.MachineOf(Definitions.Create("\"A\": {\"Type\": \"Succeed\"}")),
            .. SmallAccount.RoleOf(SmallAccount.Role, "states.amazonaws.com"),
            .. SmallAccount.RoleOf(EventsRole, "events.amazonaws.com", statement),
        ]);
    }

    private static async Task PutAsync(SmallAccount account)
    {
        await account.Get<EventBridgeService>().PutAsync(new JsonObject
        {
            ["source"] = "aws.s3",
            ["detail"] = new JsonObject { ["key"] = "publications/x.json" },
        });
        await account.CompleteAsync();
    }
}

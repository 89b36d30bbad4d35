namespace Tests.Infra.Rules;

/// <summary>Rules over state machines: bounded and repeated calls, a log, traces, and no permission that no task
/// needs.</summary>
public sealed class StateMachineRules
{
    private const string Publish = "spotify-prod-publish";
    private const string PublishRole = "spotify-prod-publish-states";

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> ActionsOf =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty
            .Add("arn:aws:states:::lambda:invoke", ["lambda:InvokeFunction"])
            .Add(
                "arn:aws:states:::athena:startQueryExecution.sync",
                ["athena:StartQueryExecution", "athena:GetQueryExecution", "athena:StopQueryExecution"])
            .Add("arn:aws:states:::athena:getQueryResults", ["athena:GetQueryResults"])
            .Add(
                "arn:aws:states:::glue:startJobRun.sync",
                ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"])
            .Add("arn:aws:states:::aws-sdk:glue:batchCreatePartition", ["glue:BatchCreatePartition"]);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_task_has_a_time_limit_and_repetitions(string stack) => StackRule.Holds(stack, WaitsForEver);

    [Theory]
    [InlineData("\"TimeoutSeconds\": 330,", "")]
    [InlineData("\"Retry\": [", "\"Catch\": [")]
    public Task A_task_without_one_is_found(string right, string other) => StackRule.Finds(
        WaitsForEver,
        stack => stack.With(
            ResourceTypes.StateMachine, Publish, machine => machine.Replace("definition", right, other)),
        Publish);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task No_statement_whose_time_is_over_is_repeated(string stack) => StackRule.Holds(stack, RunsTwiceAtOnce);

    [Fact]
    public Task A_statement_that_is_repeated_after_a_time_out_is_found() => StackRule.Finds(
        RunsTwiceAtOnce,
        stack => stack.With(
            ResourceTypes.StateMachine,
            Publish,
            machine => machine.Replace("definition", "States.Timeout", "States.Permissions")),
        Publish);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_task_calls_what_the_rules_know(string stack) => StackRule.Holds(stack, CallsTheUnknown);

    [Fact]
    public Task A_task_with_another_call_is_found() => StackRule.Finds(
        CallsTheUnknown,
        stack => stack.With(
            ResourceTypes.StateMachine,
            Publish,
            machine => machine.Replace("definition", "aws-sdk:glue:batchCreatePartition", "aws-sdk:glue:stopCrawler")),
        Publish);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_state_machine_logs_errors_to_a_declared_log_group_and_traces(string stack) =>
        StackRule.Holds(stack, IsSilent);

    [Theory]
    [InlineData("loggingConfiguration/level", "OFF")]
    [InlineData("loggingConfiguration/level", null)]
    [InlineData("loggingConfiguration/logDestination", "arn:aws:logs:eu-central-1:000000000000:log-group:other:*")]
    [InlineData("tracingConfiguration/enabled", false)]
    public Task A_state_machine_without_log_or_traces_is_found(string path, object? value) => StackRule.Finds(
        IsSilent,
        stack => stack.With(ResourceTypes.StateMachine, Publish, machine => machine.Set(path, value)),
        Publish);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_role_may_make_the_calls_of_its_tasks_and_no_others(string stack) =>
        StackRule.Holds(stack, MayMoreOrLess);

    [Theory]
    [InlineData("glue:BatchCreatePartition", "glue:BatchGetPartition")]
    [InlineData("\"glue:BatchCreatePartition\"", "\"glue:BatchCreatePartition\",\"glue:BatchDeletePartition\"")]
    [InlineData("athena:StopQueryExecution", "athena:GetNamedQuery")]
    [InlineData("function:spotify-prod-publish", "function:spotify-prod-extract")]
    [InlineData("lambda:InvokeFunction", "states:StartExecution")]
    public Task A_role_that_may_more_or_less_is_found(string right, string other) => StackRule.Finds(
        MayMoreOrLess,
        stack => stack.With(
            ResourceTypes.RolePolicy, PublishRole, policy => policy.Replace("policy", right, other)),
        Publish);

    private static IEnumerable<string> WaitsForEver(DeclaredStack stack) =>
        from machine in stack.OfType(ResourceTypes.StateMachine)
        where Tasks(machine).Any(task => !task.TryGetProperty("TimeoutSeconds", out _)
            || !task.TryGetProperty("Retry", out var retry)
            || retry.EnumerateArray().All(rule => rule.GetProperty("MaxAttempts").GetInt32() == 0))
        select machine.Title;

    // Step Functions tries to cancel the job of an aborted task. No page says that of one whose time is over
    // (https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-sync).
    private static IEnumerable<string> RunsTwiceAtOnce(DeclaredStack stack) =>
        from machine in stack.OfType(ResourceTypes.StateMachine)
        where Tasks(machine)
            .Where(task => task.GetProperty("Resource").GetString()!.EndsWith(".sync", StringComparison.Ordinal))
            .Select(task => task.GetProperty("Retry")[0])
            .Any(first => first.GetProperty("ErrorEquals")[0].GetString() != "States.Timeout"
                || first.GetProperty("MaxAttempts").GetInt32() > 0)
        select machine.Title;

    private static IEnumerable<string> CallsTheUnknown(DeclaredStack stack) =>
        from machine in stack.OfType(ResourceTypes.StateMachine)
        where Tasks(machine).Any(task => !ActionsOf.ContainsKey(task.GetProperty("Resource").GetString()!))
        select machine.Title;

    private static IEnumerable<string> IsSilent(DeclaredStack stack) =>
        from machine in stack.OfType(ResourceTypes.StateMachine)
        where machine.OptionalText("loggingConfiguration.level") is not ("ERROR" or "ALL")
            || !stack.OfType(ResourceTypes.LogGroup).Any(log =>
                machine.OptionalText("loggingConfiguration.logDestination") == $"{log.Arn}:*")
            || !machine.Flag("tracingConfiguration.enabled")
        select machine.Title;

    private static IEnumerable<string> MayMoreOrLess(DeclaredStack stack)
    {
        foreach (var machine in stack.OfType(ResourceTypes.StateMachine))
        {
            var allowed = RoleStatements.From(stack)
                .Where(found => found.Role.Arn == machine.Text("roleArn"))
                .SelectMany(found => found.Statement.Actions.Select(action =>
                    (Action: action, Resources: found.Statement.Resources!.ToImmutableArray())))
                .ToList();
            var needed = Tasks(machine)
                .SelectMany(task => ActionsOf.GetValueOrDefault(task.GetProperty("Resource").GetString()!, [])
                    .Select(action => (Action: action, Target: TargetOf(task))))
                .ToList();
            string[] services = ["lambda:", "states:", "glue:Batch", "glue:Delete", "glue:StartJob", "glue:GetJob", "athena:"];
            var further = allowed.Where(may =>
                services.Any(service => may.Action.StartsWith(service, StringComparison.Ordinal)))
                .Any(may => may.Action != "athena:GetDataCatalog" && !needed.Exists(call => call.Action == may.Action
                    && may.Resources.All(resource =>
                        needed.Exists(other => other.Action == may.Action && IsFor(other.Target, resource)))));
            var missing = needed.Any(call => !allowed.Exists(may =>
                may.Action == call.Action && may.Resources.Any(resource => IsFor(call.Target, resource))));
            if (further || missing)
            {
                yield return machine.Title;
            }
        }

        static bool IsFor(string? target, string resource) =>
            target is null || resource == target || resource.EndsWith("/" + target, StringComparison.Ordinal);
    }

    // The result of a query names its work group by its id only.
    private static string? TargetOf(JsonElement task)
    {
        var parameters = task.GetProperty("Parameters");
        foreach (var name in (string[])["FunctionName", "WorkGroup", "Name", "JobName"])
        {
            if (parameters.TryGetProperty(name, out var value))
            {
                return value.GetString();
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Tasks(DeclaredResource machine)
    {
        using var json = JsonDocument.Parse(machine.Text("definition"));
        return [.. TasksOf(json.RootElement.Clone())];
    }

    private static IEnumerable<JsonElement> TasksOf(JsonElement states) =>
        states.GetProperty("States").EnumerateObject().SelectMany(state =>
            state.Value.GetProperty("Type").GetString() switch
            {
                "Task" => [state.Value],
                "Map" => TasksOf(state.Value.GetProperty("ItemProcessor")),
                _ => Array.Empty<JsonElement>(),
            });
}

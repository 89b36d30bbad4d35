namespace Twin.Tests.Aws.StepFunctions;

public sealed class InterpreterTests
{
    [Theory]
    // The input without anything else.
    [InlineData("""{"Type": "Pass", "End": true}""", """{"x": 1}""", """{"x": 1}""")]
    [InlineData("""{"Type": "Pass", "Result": [1], "End": true}""", """{"x": 1}""", "[1]")]
    [InlineData("""{"Type": "Pass", "Result": null, "ResultPath": "$.r", "End": true}""", """{"x": 1}""",
        """{"x": 1, "r": null}""")]
    [InlineData("""{"Type": "Pass", "Result": 2, "ResultPath": "$.a.b", "End": true}""", """{"x": 1}""",
        """{"x": 1, "a": {"b": 2}}""")]
    [InlineData("""{"Type": "Pass", "Result": 2, "ResultPath": "$.x", "End": true}""", """{"x": 1}""", """{"x": 2}""")]
    [InlineData("""{"Type": "Pass", "Result": 2, "ResultPath": null, "End": true}""", """{"x": 1}""", """{"x": 1}""")]
    [InlineData("""{"Type": "Pass", "InputPath": "$.x", "End": true}""", """{"x": {"y": [1]}}""", """{"y": [1]}""")]
    [InlineData("""{"Type": "Pass", "InputPath": null, "End": true}""", """{"x": 1}""", "{}")]
    [InlineData("""{"Type": "Pass", "OutputPath": "$['x'].y[1]", "End": true}""", """{"x": {"y": [1, "z"]}}""",
        "\"z\"")]
    [InlineData("""{"Type": "Pass", "OutputPath": null, "End": true}""", """{"x": 1}""", "{}")]
    [InlineData("""{"Type": "Pass", "InputPath": "$.x", "Result": 3, "ResultPath": "$.r", "End": true}""",
        """{"x": 1}""", """{"x": 1, "r": 3}""")]
    [InlineData("""{"Type": "Pass", "InputPath": "$.x", "Parameters": {"p.$": "$.y", "list": [{"q.$": "$.y"}], "k": """
        + """{"text": "$.y"}}, "End": true}""", """{"x": {"y": true}}""",
        """{"p": true, "list": [{"q": true}], "k": {"text": "$.y"}}""")]
    public async Task Data_passes_a_state_through_its_paths(string state, string input, string output) =>
        await ExpectAsync(Definitions.Create($"\"Only\": {state}"), input, output);

    [Fact]
    public async Task A_tasks_result_is_selected_and_placed_into_the_states_whole_input()
    {
        var service = new ScriptedTask((_, _) =>
            JsonNode.Parse("""{"Payload": {"next": "wait"}, "StatusCode": 200}"""));
        var execution = await SmallAccount.ExecuteAsync(
            Definitions.OfTask(
                """
                "InputPath": "$.in", "Parameters": {"a.$": "$.key", "b.$": "$$.StateMachine.Name", "c": "fixed"},
                "ResultSelector": {"next.$": "$.Payload.next"}, "ResultPath": "$.plan", "OutputPath": "$"
                """),
            service,
            input: """{"in": {"key": "k"}, "other": 1}""");

        Assert.Equal("""{"a":"k","b":"publish","c":"fixed"}""", Assert.Single(service.Calls));
        Assert.Equal("""{"in":{"key":"k"},"other":1,"plan":{"next":"wait"}}""", execution.Output);
    }

    [Theory]
    [InlineData("States.Format('{} of {}: {}', $.n, $.text, $.none)", "\"1.5 of a'b: null\"")]
    [InlineData("States.Format($.template, 'x')", "\"<x>\"")]
    [InlineData(@"States.Format('it\\'s \\{\\} {}', true)", "\"it's {} true\"")]
    [InlineData("States.Format('date \\\\'{}\\\\'', $.text)", "\"date 'a'b'\"")]
    [InlineData("States.JsonToString($.list)", "\"[7,\\\"ä\\\"]\"")]
    [InlineData("$.list[1]", "\"ä\"")]
    public async Task An_intrinsic_function_gives_its_value(string expression, string value) => await ExpectAsync(
        Definitions.Create($$"""
            "Only": {"Type": "Pass", "Parameters": {"v.$": "{{expression}}"}, "OutputPath": "$.v", "End": true}
            """),
        """{"n": 1.5, "text": "a'b", "none": null, "template": "<{}>", "list": [7, "ä"]}""",
        value);

    [Theory]
    [InlineData("States.Format('{}')", "has 1 places for 0 values")]
    [InlineData("States.Format('{}', $.list)", "States.Format inserts texts, numbers, true, false and null")]
    [InlineData("States.Format('{', 1)", "has a brace that is not escaped")]
    public async Task An_intrinsic_function_that_fails_names_what_it_got(string expression, string cause)
    {
        var execution = await SmallAccount.ExecuteAsync(Definitions.Create($$"""
            "Only": {"Type": "Pass", "Parameters": {"v.$": "{{expression}}"}, "End": true}
            """),
            input: """{"list": [7]}""");

        Assert.Equal((ExecutionStatus.Failed, "States.IntrinsicFailure"), (execution.Status, execution.Error));
        Assert.Contains(cause, execution.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Variable": "$.s", "StringEquals": "READY"}""", true)]
    [InlineData("""{"Variable": "$.s", "StringEquals": "ready"}""", false)]
    [InlineData("""{"Variable": "$.n", "StringEquals": "3"}""", false)]
    [InlineData("""{"Variable": "$.b", "BooleanEquals": true}""", true)]
    [InlineData("""{"Variable": "$.b", "BooleanEquals": false}""", false)]
    [InlineData("""{"Variable": "$.rows[1]", "IsPresent": true}""", true)]
    [InlineData("""{"Variable": "$.rows[2]", "IsPresent": true}""", false)]
    [InlineData("""{"Variable": "$.none", "IsPresent": true}""", true)]
    [InlineData("""{"Variable": "$.missing", "IsPresent": false}""", true)]
    [InlineData("""{"And": [{"Variable": "$.b", "BooleanEquals": true}, {"Variable": "$.s", "StringEquals": "x"}]}""",
        false)]
    public async Task A_choice_rule_matches_or_not(string rule, bool matches) => await ExpectAsync(
        Definitions.Create(
            $$"""
            "Choose": {"Type": "Choice", "Choices": [{{rule[..^1]}}, "Next": "Yes"}], "Default": "No"}
            """,
            """ "Yes": {"Type": "Pass", "Result": true, "End": true} """,
            """ "No": {"Type": "Pass", "Result": false, "End": true} """),
        """{"s": "READY", "n": 3, "b": true, "rows": [1, 2], "none": null}""",
        matches ? "true" : "false");

    [Fact]
    public async Task A_choice_without_a_match_and_without_a_default_fails()
    {
        var execution = await SmallAccount.ExecuteAsync(Definitions.Create(
            """
            "Choose": {"Type": "Choice", "Choices": [{"Variable": "$.s", "StringEquals": "x", "Next": "Yes"}]}
            """,
            """ "Yes": {"Type": "Succeed"} """),
            input: """{"s": "y"}""");

        Assert.Equal("States.NoChoiceMatched", execution.Error);
    }

    [Fact]
    public async Task A_choice_that_compares_a_missing_value_fails()
    {
        var execution = await SmallAccount.ExecuteAsync(Definitions.Create(
            """
            "Choose": {"Type": "Choice", "Default": "Yes",
              "Choices": [{"Variable": "$.s", "StringEquals": "x", "Next": "Yes"}]}
            """,
            """ "Yes": {"Type": "Succeed"} """));

        Assert.Equal(
            ("States.Runtime", "Invalid path '$.s': The choice state's condition path references an invalid value."),
            (execution.Error, execution.Cause));
    }

    [Fact]
    public async Task A_wait_advances_the_stacks_clock_and_nothing_else()
    {
        await using var account = await SmallAccount.StartAsync(Definitions.Create(
            """
            "Wait for the tables": {"Type": "Wait", "Seconds": 60, "Next": "Times"}
            """,
            """
            "Times": {"Type": "Pass", "End": true, "Parameters": {"started.$": "$$.Execution.StartTime",
              "entered.$": "$$.State.EnteredTime", "id.$": "$$.Execution.Id"}}
            """));

        var execution = await account.RunAsync();

        Assert.Equal(
            """{"started":"2026-11-22T06:00:00.000Z","entered":"2026-11-22T06:01:00.000Z","""
            + $"\"id\":\"arn:aws:states:eu-central-1:123456789012:execution:publish:{execution.Name}\"}}",
            execution.Output);
        Assert.Equal(SmallAccount.Start.AddMinutes(1), account.Clock.GetUtcNow());
        Assert.Contains("publish waits 60 s: Wait for the tables", account.Lines);
    }

    [Fact]
    public async Task Executions_that_wait_continue_in_the_order_of_their_times()
    {
        var service = ScriptedTask.Echo;
        await using var account = await SmallAccount.StartAsync(
            Definitions.Create(
                """
                "Choose": {"Type": "Choice", "Default": "Short",
                  "Choices": [{"Variable": "$.a", "StringEquals": "long", "Next": "Long"}]}
                """,
                """ "Long": {"Type": "Wait", "Seconds": 90, "Next": "Call"} """,
                """ "Short": {"Type": "Wait", "Seconds": 60, "Next": "Call"} """,
                Definitions.Task(
                    "Call", """ "Parameters": {"a.$": "$.a", "b.$": "$$.State.EnteredTime"}, "End": true """)),
            service);
        account.Machines.Start(SmallAccount.MachineArn, """{"a": "long"}""");
        account.Machines.Start(SmallAccount.MachineArn, """{"a": "short"}""");

        await account.CompleteAsync();

        Assert.Equal(
            ["""{"a":"short","b":"2026-11-22T06:01:00.000Z"}""", """{"a":"long","b":"2026-11-22T06:01:30.000Z"}"""],
            service.Calls);
    }

    [Fact]
    public async Task A_map_runs_its_states_for_each_item_in_order()
    {
        var service = new ScriptedTask((number, _) => number);
        var execution = await SmallAccount.ExecuteAsync(
            Definitions.Create(
                $$"""
                "For each month": {"Type": "Map", "ItemsPath": "$.plan.parts", "MaxConcurrency": 1,
                  "ResultPath": "$.done",
                  "ItemSelector": {"part.$": "$$.Map.Item.Value", "index.$": "$$.Map.Item.Index", "stack.$": "$.stack"},
                  "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, "StartAt": "Merge", "States": {
                    {{Definitions.Task("Merge", """
                        "Parameters": {"a.$": "$.part.day", "b.$": "$.index", "c.$": "$.stack"}, "Next": "Wait"
                        """)}},
                    "Wait": {"Type": "Wait", "Seconds": 1, "End": true} } }, "End": true}
                """),
            service,
            input: """{"plan": {"parts": [{"day": "x"}, {"day": "y"}]}, "stack": "dev"}""");

        Assert.Equal(["""{"a":"x","b":0,"c":"dev"}""", """{"a":"y","b":1,"c":"dev"}"""], service.Calls);
        Assert.Equal(
            """{"plan":{"parts":[{"day":"x"},{"day":"y"}]},"stack":"dev","done":[0,1]}""", execution.Output);
        Assert.Equal(["For each month", "Merge", "Wait", "Merge", "Wait"], execution.States);
    }

    [Fact]
    public async Task A_map_over_something_else_than_an_array_fails()
    {
        var execution = await SmallAccount.ExecuteAsync(Definitions.Create(
            """
            "All": {"Type": "Map", "ItemsPath": "$.parts", "MaxConcurrency": 1, "End": true,
              "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}}
            """),
            input: """{"parts": {}}""");

        Assert.Equal("States.Runtime", execution.Error);
        Assert.Contains(
            "\"$.parts\" of the state 'All' must point to an array", execution.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_an_iteration_is_the_maps_error()
    {
        var execution = await SmallAccount.ExecuteAsync(Definitions.Create(
            """
            "All": {"Type": "Map", "MaxConcurrency": 1, "Next": "End",
              "Catch": [{"ErrorEquals": ["Mine"], "Next": "Caught", "ResultPath": "$"}],
              "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "Mine", "Cause": "broken"}}}}
            """,
            """ "End": {"Type": "Succeed"} """,
            """ "Caught": {"Type": "Pass", "End": true} """),
            input: "[1, 2]");

        Assert.Equal("""{"Error":"Mine","Cause":"broken"}""", execution.Output);
        Assert.Equal(["All", "A", "Caught"], execution.States);
    }

    [Fact]
    public async Task A_retried_state_waits_longer_each_time_up_to_the_longest_delay()
    {
        var times = new List<double>();
        SmallAccount? running = null;
        var service = new ScriptedTask((number, _) =>
        {
            times.Add((running!.Clock.GetUtcNow() - SmallAccount.Start).TotalSeconds);
            return number < 4 ? throw new StateTaskException("Athena.TooManyRequestsException", "slow down") : "done";
        });
        await using var account = await SmallAccount.StartAsync(
            Definitions.OfTask(
                """
                "Retry": [
                  {"ErrorEquals": ["Other"], "MaxAttempts": 0},
                  {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "BackoffRate": 3, "MaxAttempts": 4,
                   "MaxDelaySeconds": 60}]
                """),
            service);
        running = account;

        var execution = await account.RunAsync();

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal([0, 10, 40, 100, 160], times);
        Assert.Equal(5, execution.States.Length);
        Assert.Contains(
            "publish tries 'Only' again in 10 s: Athena.TooManyRequestsException: slow down", account.Lines);
    }

    [Theory]
    [InlineData("\"States.ALL\"", true)]
    [InlineData("\"States.TaskFailed\"", true)]
    [InlineData("\"Other\", \"Mine\"", true)]
    [InlineData("\"States.Timeout\"", false)]
    [InlineData("\"mine\"", false)]
    public async Task A_catcher_catches_the_errors_that_it_names_once_retries_are_used_up(string errors, bool caught)
    {
        const string Cause = """{"Error":"Mine","Cause":"because"}""";
        var service = new ScriptedTask((_, _) => throw new StateTaskException("Mine", "because"));
        await using var account = await SmallAccount.StartAsync(
            Definitions.Create(
                Definitions.Task("First", $$"""
                    "Next": "End", "Retry": [{"ErrorEquals": ["Mine"], "MaxAttempts": 1}],
                    "Catch": [{"ErrorEquals": [{{errors}}], "ResultPath": "$.failure", "Next": "Release"}]
                    """),
                """ "End": {"Type": "Succeed"} """,
                """ "Release": {"Type": "Fail", "Error": "PublicationFailed", "CausePath": "States.JsonToString($.failure)"} """),
            service);

        var execution = await account.RunAsync();

        Assert.Equal(2, service.Calls.Count);
        Assert.Equal(
            caught ? ("PublicationFailed", Cause) : ("Mine", "because"), (execution.Error, execution.Cause));
        Assert.Contains(
            caught
                ? $"publish failed in 'Release': PublicationFailed: {Cause}"
                : "publish failed in 'First': Mine: because",
            account.Lines);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_cannot_be_caught()
    {
        var execution = await SmallAccount.ExecuteAsync(
            Definitions.Create(
                Definitions.Task("First", """
                    "Parameters": {"a.$": "$.missing"}, "Next": "End",
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "End"}]
                    """),
                """ "End": {"Type": "Succeed"} """),
            ScriptedTask.Echo,
            input: """{"x": 1}""");

        Assert.Equal(
            (
                "States.Runtime",
                "The JSONPath '$.missing' specified for the field 'a.$' could not be found in the input '{\"x\":1}'"),
            (execution.Error, execution.Cause));
    }

    [Fact]
    public async Task A_result_that_has_no_place_in_the_input_fails_and_can_be_caught()
    {
        var execution = await SmallAccount.ExecuteAsync(
            Definitions.Create(
                Definitions.Task("First", """
                    "InputPath": "$.o", "ResultPath": "$.x.y", "Next": "End",
                    "Catch": [{"ErrorEquals": ["States.ResultPathMatchFailure"], "ResultPath": "$.e", "Next": "End"}]
                    """),
                """ "End": {"Type": "Succeed", "OutputPath": "$.e.Error"} """),
            ScriptedTask.Echo,
            input: """{"x": "text", "o": {}}""");

        Assert.Equal("\"States.ResultPathMatchFailure\"", execution.Output);
    }

    [Fact]
    public async Task A_task_that_exceeds_its_time_limit_fails_with_an_error_that_TaskFailed_does_not_cover()
    {
        var execution = await SmallAccount.ExecuteAsync(
            Definitions.Create(
                Definitions.Task("Slow", """
                    "TimeoutSeconds": 1, "Next": "End", "Catch": [
                      {"ErrorEquals": ["States.TaskFailed"], "Next": "End"},
                      {"ErrorEquals": ["States.Timeout"], "ResultPath": "$.error", "Next": "Caught"}]
                    """),
                """ "End": {"Type": "Succeed"} """,
                """ "Caught": {"Type": "Fail", "Error": "Mine", "CausePath": "States.JsonToString($.error)"} """),
            ScriptedTask.Endless);

        Assert.Equal(("Mine", """{"Error":"States.Timeout","Cause":""}"""), (execution.Error, execution.Cause));
    }

    [Fact]
    public async Task An_execution_ends_at_the_time_limit_of_its_state_machine()
    {
        var execution = await SmallAccount.ExecuteAsync(
            """
            {"TimeoutSeconds": 100, "StartAt": "Wait", "States": {
              "Wait": {"Type": "Wait", "Seconds": 60, "Next": "Choose"},
              "Choose": {"Type": "Choice", "Default": "Wait",
                "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "End"}]},
              "End": {"Type": "Succeed"} }}
            """);

        Assert.Equal((ExecutionStatus.TimedOut, "States.Timeout"), (execution.Status, execution.Error));
        Assert.Equal(SmallAccount.Start.AddSeconds(100), execution.EndedAt);
    }

    public static TheoryData<string, int, int> Loops => new()
    {
        {
            """
            "Type": "Choice", "Default": "Again", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "End"}]
            """,
            1, 2
        },
        { Calling("", """ "a": 1 """), 1, 5 },
        { Calling(".sync", """ "a": 1 """), 1, 6 },
        { Calling("", """ "fail": true """), 2, 8 },
        {
            """
            "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "ResultPath": null, "Next": "Again",
            "ItemProcessor": {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}},
            "Catch": [{"ErrorEquals": ["Other"], "Next": "End"}]
            """,
            3, 12
        },
    };

    [Theory, MemberData(nameof(Loops))]
    public async Task An_execution_without_an_end_stops_at_the_limit_of_its_history(
        string state, int states, int events)
    {
        var service = new ScriptedTask((_, parameters) => parameters.ContainsKey("fail")
            ? throw new StateTaskException("Mine", "because")
            : null);
        var execution = await SmallAccount.ExecuteAsync(
            Definitions.Create($$"""
                "Again": { {{state}} }
                """, """
                "End": {"Type": "Succeed"}
                """),
            service,
            input: """{"items": [1, 2]}""");

        Assert.Equal(
            ("States.Runtime", "The execution reached the maximum number of history events (25000)."),
            (execution.Error, execution.Cause));
        Assert.InRange(execution.States.Length / states, (25_000 / events) - 1, (25_000 / events) + 1);
    }

    private static string Calling(string way, string parameters) =>
        $$"""
        "Type": "Task", "Resource": "{{ScriptedTask.Resource}}{{way}}", "Parameters": { {{parameters}} },
        "ResultPath": null, "Next": "Again", "Retry": [{"ErrorEquals": ["Mine"], "MaxAttempts": 1}],
        "Catch": [
          {"ErrorEquals": ["Mine"], "ResultPath": null, "Next": "Again"}, {"ErrorEquals": ["Other"], "Next": "End"}]
        """;

    [Fact]
    public async Task A_reserved_name_is_no_error_of_a_fail_state()
    {
        var execution = await SmallAccount.ExecuteAsync(
            Definitions.Create(""" "A": {"Type": "Fail", "ErrorPath": "$.error"} """),
            input: """{"error": "States.Timeout"}""");

        Assert.Equal("States.Runtime", execution.Error);
        Assert.Contains("'States.Timeout': such names are reserved", execution.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(262_144 - 2, ExecutionStatus.Succeeded)]
    [InlineData(262_144 - 1, ExecutionStatus.Failed)]
    public async Task A_result_above_256_KiB_fails_and_cannot_be_caught(int length, ExecutionStatus status)
    {
        var service = new ScriptedTask((_, _) => new string('x', length));
        await using var account = await SmallAccount.StartAsync(
            Definitions.Create(
                Definitions.Task("Large", """
                    "Next": "End", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "End"}]
                    """),
                """ "End": {"Type": "Succeed"} """),
            service);

        var execution = await account.RunAsync();

        Assert.Equal(status, execution.Status);
        Assert.Equal(status == ExecutionStatus.Failed ? "States.DataLimitExceeded" : null, execution.Error);
    }

    private static async Task ExpectAsync(string definition, string input, string output)
    {
        await using var account = await SmallAccount.StartAsync(definition);

        var execution = await account.RunAsync(input);

        Assert.True(
            execution.Output is not null
                && JsonNode.DeepEquals(JsonNode.Parse(output), JsonNode.Parse(execution.Output)),
            string.Create(CultureInfo.InvariantCulture, $"{execution.Output} {execution.Error} {execution.Cause}"));
    }
}

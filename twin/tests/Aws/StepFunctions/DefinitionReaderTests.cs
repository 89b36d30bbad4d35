namespace Twin.Tests.Aws.StepFunctions;

public sealed class DefinitionReaderTests
{
    [Theory]
    [InlineData("""{"Type": "Parallel", "Branches": [], "End": true}""",
        "The state 'A' has the type 'Parallel', which is not supported")]
    [InlineData("""{"Type": "Pass", "Assign": {}, "End": true}""",
        "The state 'A' of the type Pass has the field 'Assign'")]
    [InlineData("""{"Type": "Succeed", "End": true}""", "The state 'A' of the type Succeed has the field 'End'")]
    [InlineData("""{"Type": "Pass"}""", "A state has exactly one of 'Next' and 'End'. at /States/A")]
    [InlineData("""{"Type": "Pass", "Next": "A", "End": true}""", "A state has exactly one of 'Next' and 'End'")]
    [InlineData("""{"Type": "Wait", "End": true}""", "The required field 'Seconds' is missing")]
    [InlineData("""{"Type": "Wait", "Seconds": -1, "End": true}""", "must be a whole number of at least 0")]
    [InlineData("""{"Type": "Wait", "Timestamp": "2026-11-22T00:00:00Z", "Seconds": 1, "End": true}""",
        "has the field 'Timestamp'")]
    [InlineData("""{"Type": "Task", "End": true}""", "The required field 'Resource' is missing. at /States/A")]
    [InlineData("""{"Type": "Task", "Resource": "r", "HeartbeatSeconds": 1, "End": true}""",
        "has the field 'HeartbeatSeconds'")]
    [InlineData("""{"Type": "Pass", "InputPath": "$.a[*]", "End": true}""", "The path '$.a[*]' is not supported")]
    [InlineData("""{"Type": "Pass", "InputPath": "a", "End": true}""", "The path 'a' is not supported")]
    [InlineData("""{"Type": "Pass", "InputPath": "$$.Execution.Nam", "End": true}""",
        "The context object has no '$$.Execution.Nam'")]
    [InlineData("""{"Type": "Pass", "ResultPath": "$.a[0]", "End": true}""",
        "The field 'ResultPath' must be a path of names")]
    [InlineData("""{"Type": "Pass", "ResultPath": "$$.Execution.Name", "End": true}""",
        "The field 'ResultPath' must be a path of names")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": 1}, "End": true}""",
        "The value of the field 'a.$' must be a text")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": "text"}, "End": true}""",
        "The value 'text' is neither a path nor a call")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": "States.UUID()"}, "End": true}""",
        "The intrinsic function 'States.UUID' is not one that the twin supports")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": "States.Format('{}', $.x"}, "End": true}""",
        "is neither a path nor a call")]
    [InlineData("""{"Type": "Pass", "Parameters": {"a.$": "States.JsonToString()"}, "End": true}""",
        "States.JsonToString cannot take 0 arguments")]
    [InlineData("""{"Type": "Choice", "Choices": []}""", "The state 'A' has no Choices")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "StringMatches": "a*", "Next": "A"}]}""",
        "The choice operator 'StringMatches' is not one that the twin supports")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "StringEquals": 1, "Next": "A"}]}""",
        "The operator 'StringEquals' cannot compare with 1")]
    [InlineData("""{"Type": "Choice", "Choices": [{"StringEquals": "x", "Next": "A"}]}""",
        "The required field 'Variable' is missing")]
    [InlineData("""{"Type": "Choice", "Choices": [{"Variable": "$.x", "StringEquals": "x"}]}""",
        "The required field 'Next' is missing. at /States/A/Choices[0]")]
    [InlineData("""{"Type": "Map", "MaxConcurrency": 1, "Iterator": {}, "End": true}""",
        "An object is expected. at /States/A/ItemProcessor")]
    [InlineData("""{"Type": "Map", "ItemProcessor": {}, "End": true}""", "Set MaxConcurrency to 1")]
    [InlineData(
        """{"Type": "Map", "MaxConcurrency": 1, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}},"""
        + """ "End": true}""", "The twin supports INLINE only")]
    [InlineData("""{"Type": "Fail", "Cause": "x", "CausePath": "$.x"}""",
        "The fields 'Cause' and 'CausePath' cannot be combined")]
    [InlineData("""{"Type": "Pass", "QueryLanguage": "JSONata", "End": true}""",
        "The query language 'JSONata' is not supported")]
    [InlineData("""{"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["States.All"]}]}""",
        "Step Functions has no error 'States.All'")]
    [InlineData("""{"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["States.ALL", "x"]}]}""",
        "States.ALL must be alone and in the last rule")]
    [InlineData("""{"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["States.ALL"]}, """
        + """{"ErrorEquals": ["x"]}]}""", "States.ALL must be alone and in the last rule")]
    [InlineData("""{"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["x"], "JitterStrategy":"""
        + """ "FULL"}]}""", "A retrier has the field 'JitterStrategy'")]
    [InlineData(
        """{"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["x"], "IntervalSeconds": """
        + """5, "MaxDelaySeconds": 5}]}""", "MaxDelaySeconds must be greater than IntervalSeconds")]
    [InlineData(
        """{"Type": "Task", "Resource": "r", "End": true, "Retry": [{"ErrorEquals": ["x"], "BackoffRate": 0.5}]}""",
        "must be a number of at least 1")]
    [InlineData("""{"Type": "Task", "Resource": "r", "End": true, "Catch": [{"ErrorEquals": ["x"], "Next": "B"}]}""",
        "Missing 'Next' target: B at /States/A/Catch[0]/Next")]
    [InlineData("""{"Type": "Pass", "Next": "B"}""",
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next")]
    [InlineData("""{"Type": "Pass", "Next": "A"}""", "MISSING_END_STATE: Workflow has no terminal state")]
    public void A_state_that_Step_Functions_or_the_twin_refuses_is_named(string state, string message) =>
        Refused.With<DefinitionException>(message, () => DefinitionReader.Read(Definitions.Create($"\"A\": {state}")));

    [Theory]
    [InlineData("no JSON", "The definition is not JSON")]
    [InlineData("[]", "An object is expected")]
    [InlineData("""{"States": {"A": {"Type": "Succeed"}}}""", "The required field 'StartAt' is missing")]
    [InlineData("""{"StartAt": "A", "States": {}}""", "an object with at least one state")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Version": 1}""",
        "The field 'Version' must be a text")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "States2": {}}""",
        "The state machine has the field 'States2'")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "A": {"Type": "Succeed"}}}""",
        "The definition is not JSON")]
    [InlineData("""{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}""",
        "Missing 'Next' target: B at /StartAt, MISSING_TRANSITION_TARGET: State \"A\" is not reachable. at /States/A")]
    [InlineData("""{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}""",
        "State \"B\" is not reachable")]
    public void A_definition_that_Step_Functions_or_the_twin_refuses_is_refused(string definition, string message) =>
        Refused.With<DefinitionException>(message, () => DefinitionReader.Read(definition));

    [Fact]
    public void A_defect_in_an_iteration_is_named_with_its_place() => Assert.Contains(
        "Missing 'Next' target: B at /States/All/ItemProcessor/States/A/Next",
        Assert.Throws<DefinitionException>(() => DefinitionReader.Read(Definitions.Create(
            """
            "All": {"Type": "Map", "MaxConcurrency": 1, "End": true,
              "ItemProcessor": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}}}}
            """))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("arn:aws:states:::sqs:sendMessage", "",
        "the state 'A' has the resource 'arn:aws:states:::sqs:sendMessage', which is not one that the twin supports")]
    [InlineData(ScriptedTask.Resource, "\"Parameters\": {\"Functionname\": \"x\"},",
        "the state 'A': the field 'Functionname' is not supported by")]
    [InlineData("arn:aws:states:::lambda:invoke", "\"Parameters\": {\"Payload\": {}},",
        "the state 'A': the field 'FunctionName' is required by")]
    public async Task A_task_that_no_service_can_run_is_refused_at_the_start(
        string resource, string parameters, string message)
    {
        await Refused.WithAsync<RunFailedException>(
            message,
            () => SmallAccount.StartAsync(
            Definitions.Create($$"""
                "A": {"Type": "Task", "Resource": "{{resource}}", {{parameters}} "End": true}
                """),
            ScriptedTask.Echo));
    }
}

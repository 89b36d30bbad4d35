using Twin.Tests.Aws.StepFunctions;

namespace Twin.Tests.Aws.Lambda;

public sealed class FunctionTaskTests(SamplePackage package) : IClassFixture<SamplePackage>
{
    private const string MayInvoke = """{"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}""";

    [Fact]
    public async Task A_functions_answer_is_the_payload_of_the_result()
    {
        await using var account = await StartAsync(
            "DescribeContext", """, "Payload": {"text.$": "$.text"}""", MayInvoke);

        var execution = await account.RunAsync("""{"text": "hello"}""");

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.StartsWith("""{"ExecutedVersion":"$LATEST","Payload":{""", execution.Output, StringComparison.Ordinal);
        Assert.Contains("hello", execution.Output, StringComparison.Ordinal);
        Assert.EndsWith("""},"StatusCode":200}""", execution.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_functions_error_is_the_tasks_error()
    {
        await using var account = await StartAsync("Fail", "", MayInvoke);

        var execution = await account.RunAsync();

        Assert.Equal("InvalidOperationException", execution.Error);
        Assert.Contains("\"errorType\"", execution.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_fails_twice_succeeds_at_the_second_retry()
    {
        await using var account = await StartAsync(
            "FailTwice", "", MayInvoke, ", \"Retry\": [{\"ErrorEquals\": [\"InvalidOperationException\"]}]");

        var execution = await account.RunAsync();

        Assert.Contains("\"Payload\":3", execution.Output, StringComparison.Ordinal);
        Assert.Equal(["Invoke", "Invoke", "Invoke"], execution.States);
        Assert.Equal(3, account.Get<LambdaService>().Invocations["FailTwice"].Count());
        Assert.Equal(SmallAccount.Start.AddSeconds(3), execution.EndedAt);
    }

    [Fact]
    public async Task A_role_that_may_not_invoke_a_function_is_refused()
    {
        await using var account = await StartAsync("Fail", "");

        var execution = await account.RunAsync();

        Assert.Equal("Lambda.AWSLambdaException", execution.Error);
        Assert.Contains(
            "assumed-role/publish-role/publish is not authorized to perform: lambda:InvokeFunction",
            execution.Cause,
            StringComparison.Ordinal);
        Assert.Single(account.Get<AccessControl>().Denied);
        Assert.Empty(account.Get<LambdaService>().Invocations);
    }

    [Fact]
    public async Task A_function_that_does_not_exist_is_named()
    {
        await using var account = await StartAsync("Fail", "", MayInvoke, name: "Other");

        Assert.Equal(
            ("Lambda.ResourceNotFoundException", "Function not found: Other"),
            (await account.RunAsync()) is var execution ? (execution.Error, execution.Cause) : default);
    }

    [Fact]
    public void A_state_machine_has_an_edge_to_its_function()
    {
        var edge = Assert.Single(LambdaGraph.Edges(StackOf("Fail", "Fail", "", "")));

        Assert.Equal(("publish", "Fail", "invokes"), (edge.From.Name, edge.To.Name, edge.Label));
    }

    private Task<SmallAccount> StartAsync(
        string handler, string parameters, string? statement = null, string fields = "", string? name = null) =>
        SmallAccount.StartAsync(
            StackOf(handler, name ?? handler, parameters, fields, statement is null ? [] : [statement]),
            package: package.Zip);

    private static DeclaredStack StackOf(
        string handler, string name, string parameters, string fields, params string[] statements) => Declared.Stack(
    [
        Declared.Resource(
            LambdaResources.Function,
            handler,
            ("code", "the package"),
            ("handler", $"SampleFunctions::SampleFunctions.Handlers::{handler}"),
            ("role", Twin.Tests.Aws.Iam.Policies.RoleArn("function-role")),
            ("runtime", "dotnet10"),
            ("timeout", 60.0)),
        SmallAccount.MachineOf(Definitions.Create(
            $$"""
            "Invoke": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "{{name}}"{{parameters}} }{{fields}}, "End": true}
            """)),
        .. SmallAccount.RoleOf("function-role", "lambda.amazonaws.com"),
        .. SmallAccount.RoleOf(SmallAccount.Role, "states.amazonaws.com", statements),
    ]);
}

using Twin.Aws.CloudWatch;
using Twin.Aws.Sqs;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Lambda;

public static class LambdaResources
{
    public static readonly ResourceKind Function = new(ResourceTypes.Function)
    {
        Billing = ResourceBilling.By(
            LambdaCost.Requests, LambdaCost.Arm64, LambdaCost.X86, CloudWatchCost.CustomMetrics, CloudWatchCost.Traces),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("lambda", $"function:{inputs.Name}"))],
        Dimension = "FunctionName",
        RoleProperty = "role",
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
            ["architectures"] = "the portable package runs, on this machine's own processor",
        },
        Facts = LambdaGraph.Facts,
    };

    public static readonly ResourceKind FunctionEventInvokeConfig = new(ResourceTypes.FunctionEventInvokeConfig)
    {
        Billing = ResourceBilling.Free("a part of the function"),
    };

    public static readonly ResourceKind Permission = new(ResourceTypes.Permission)
    {
        Billing = ResourceBilling.Free("a part of the function"),
    };

    public static ImmutableArray<ResourceKind> All => [Function, FunctionEventInvokeConfig, Permission];
}

internal static class LambdaGraph
{
    /// <summary>The edges from functions to the queues of failed events, and from state machines to them.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) => FailedEvents(stack).Concat(StepFunctionsGraph.Calls(
        stack, FunctionTask.Resource, FunctionTask.FunctionName, LambdaResources.Function, "invokes"));

    public static IEnumerable<string?> Facts(DeclaredStack stack, DeclaredResource function) =>
    [
        function.OptionalText("runtime"),
        string.Join(' ', function.Texts("architectures")),
        Fact.Number(function.Number("memorySize"), "MB"),
        Fact.Number(function.Number("timeout"), "s"),
        function.Number("reservedConcurrentExecutions") is { } concurrency
            ? string.Create(CultureInfo.InvariantCulture, $"{concurrency} at a time")
            : null,
    ];

    private static IEnumerable<Edge> FailedEvents(DeclaredStack stack) =>
        from configuration in stack.OfType(LambdaResources.FunctionEventInvokeConfig)
        from function in stack.OfType(LambdaResources.Function)
        where function.PhysicalName == configuration.Text("functionName")
        from queue in stack.OfType(SqsResources.Queue)
        where queue.Arn == configuration.OptionalText("destinationConfig.onFailure.destination")
        select new Edge(function, queue, "on failure");
}

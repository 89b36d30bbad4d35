using System.Collections.Immutable;
using Twin.Aws.CloudWatch;
using Twin.Declaration;

namespace Twin.Aws.Lambda;

/// <summary>The kinds of Lambda's resources.</summary>
public static class LambdaResources
{
    public static readonly ResourceKind Function = new("aws:lambda/function:Function")
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

    public static readonly ResourceKind FunctionEventInvokeConfig =
        new("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig")
        {
            Billing = ResourceBilling.Free("a part of the function"),
        };

    public static readonly ResourceKind Permission = new("aws:lambda/permission:Permission")
    {
        Billing = ResourceBilling.Free("a part of the function"),
    };

    public static ImmutableArray<ResourceKind> All => [Function, FunctionEventInvokeConfig, Permission];
}

using System.Collections.Immutable;
using Local.Aws.Declaration;

namespace Local.Aws.Lambda;

/// <summary>The kinds of Lambda's resources.</summary>
internal static class LambdaResources
{
    public static readonly ResourceKind Function = new("aws:lambda/function:Function")
    {
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("lambda", $"function:{inputs.Name}"))],
        Dimension = "FunctionName",
        HasRole = true,
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
            ["architectures"] = "the portable package runs, on this machine's own processor",
        },
        Facts = LambdaGraph.Facts,
    };

    public static readonly ResourceKind FunctionEventInvokeConfig =
        new("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");

    public static readonly ResourceKind Permission = new("aws:lambda/permission:Permission");

    public static ImmutableArray<ResourceKind> All => [Function, FunctionEventInvokeConfig, Permission];
}

using System.Collections.Immutable;
using Twin.Aws.Hosting;

namespace Twin.Aws.Lambda;

/// <summary>The undocumented behaviours of Lambda on which the stack relies.</summary>
internal static class UndocumentedLambda
{
    /// <summary>The resource for which Lambda assumes an execution role.</summary>
    public static readonly UndocumentedBehavior FunctionRole = new(
        "function-role", "Lambda assumes the role of a function for the ARN of the function's version");

    public static ImmutableArray<UndocumentedBehavior> All { get; } = [FunctionRole];
}

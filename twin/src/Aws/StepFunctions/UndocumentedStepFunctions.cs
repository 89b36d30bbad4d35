using System.Collections.Immutable;
using Twin.Aws.Hosting;

namespace Twin.Aws.StepFunctions;

/// <summary>The undocumented behaviours of Step Functions on which the stack relies.</summary>
internal static class UndocumentedStepFunctions
{
    /// <summary>The resource for which Step Functions assumes the role of a state machine.</summary>
    public static readonly UndocumentedBehavior MachineRole = new(
        "machine-role", "Step Functions assumes the role of a state machine for an ARN without the account");

    /// <summary>The length of a call of an intrinsic function.</summary>
    public static readonly UndocumentedBehavior ExpressionLength = new(
        "expression-length", "Step Functions refuses an intrinsic function that is longer than 1,024 characters");

    public static ImmutableArray<UndocumentedBehavior> All { get; } = [MachineRole, ExpressionLength];
}

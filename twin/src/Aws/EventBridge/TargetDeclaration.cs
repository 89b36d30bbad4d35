using System.Collections.Immutable;
using Twin.Aws.Iam;
using Twin.Declaration;

namespace Twin.Aws.EventBridge;

/// <summary>A declared target of a rule.</summary>
/// <param name="Title">The title of its declaration.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Arn">The ARN of the resource that gets the events.</param>
/// <param name="RoleArn">The role that EventBridge assumes to deliver them; null if none is declared.</param>
/// <param name="DeadLetterArn">The queue of the events that the target refuses; null: they are lost.</param>
public sealed record TargetDeclaration(
    string Title, DeclaredResource Rule, string Arn, string? RoleArn, string? DeadLetterArn = null)
{
    /// <summary>Every declared target.</summary>
    /// <exception cref="RunFailedException">A target names a rule that is not declared.</exception>
    public static ImmutableArray<TargetDeclaration> ReadAll(DeclaredStack stack) =>
    [
        .. stack.OfType(EventBridgeResources.EventTarget).Select(target => new TargetDeclaration(
            target.Title,
            stack.Named(EventBridgeResources.EventRule, target.Text("rule"))
                ?? throw new RunFailedException(
                    $"{target.Title}: the rule '{target.Text("rule")}' is not declared."),
            target.Text("arn"),
            target.OptionalText("roleArn"),
            target.OptionalText("deadLetterConfig.arn"))),
    ];
}

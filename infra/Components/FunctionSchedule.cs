using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;
using Pulumi.Aws.Lambda;

namespace Infra.Components;

/// <summary>A schedule that starts a function, with the permission to do so.</summary>
internal static class FunctionSchedule
{
    /// <summary>Declares the rule, its permission to invoke the function, and its target.</summary>
    /// <param name="name">The name of all three.</param>
    /// <param name="expression">An EventBridge schedule expression, UTC.</param>
    /// <param name="function">The function that is started.</param>
    /// <param name="parent">The stage that the rule belongs to.</param>
    /// <param name="input">The transformer of what the function gets; null for the event itself.</param>
    public static EventRule Declare(
        string name,
        string description,
        string expression,
        Function function,
        Resource parent,
        EventTargetInputTransformerArgs? input = null)
    {
        var child = new CustomResourceOptions { Parent = parent };
        var rule = new EventRule(
            name, new EventRuleArgs { Description = description, ScheduleExpression = expression }, child);

        var permission = new Permission(
            name,
            new PermissionArgs
            {
                Action = "lambda:InvokeFunction",
                Function = function.Name,
                Principal = "events.amazonaws.com",
                // No condition on the account: EventBridge sends none and would be denied. The rule's ARN contains it.
                SourceArn = rule.Arn,
            },
            child);

        var target = new EventTargetArgs { Rule = rule.Name, Arn = function.Arn };
        if (input is not null)
        {
            target.InputTransformer = input;
        }

        _ = new EventTarget(
            name,
            target,
            new CustomResourceOptions { Parent = parent, DependsOn = { permission } });

        return rule;
    }
}

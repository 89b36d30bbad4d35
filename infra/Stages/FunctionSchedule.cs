using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;

namespace Infra.Stages;

/// <summary>A schedule that starts a function, and may.</summary>
internal static class FunctionSchedule
{
    /// <summary>Declares the rule, its right to invoke the function, and then that it does.</summary>
    /// <param name="name">Of all three.</param>
    /// <param name="description">What happens then.</param>
    /// <param name="expression">An EventBridge schedule expression, UTC.</param>
    /// <param name="function">What is started.</param>
    /// <param name="parent">Whose stage it is.</param>
    public static EventRule Declare(
        string name, string description, string expression, Function function, Resource parent)
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
                // Not the account as well: EventBridge sends none, and would be refused. The rule's ARN holds it.
                SourceArn = rule.Arn,
            },
            child);

        _ = new EventTarget(
            name,
            new EventTargetArgs { Rule = rule.Name, Arn = function.Arn },
            new CustomResourceOptions { Parent = parent, DependsOn = { permission } });

        return rule;
    }
}

namespace Twin.Aws.EventBridge;

/// <summary>A service whose resources can be targets of rules.</summary>
public interface IEventTarget
{
    bool Has(string arn);

    /// <summary>The reason why the target would refuse every event, checked at the start; null for none.</summary>
    string? Refusal(TargetDeclaration target) => null;

    /// <returns><c>true</c> if the target accepted it; otherwise, <c>false</c>.</returns>
    Task<bool> DeliverAsync(TargetDeclaration target, JsonObject candidate);
}

public interface IDeadLetterQueues
{
    bool HasQueue(string arn);

    /// <summary>The reason why a queue would refuse the events of a rule; null if it would not.</summary>
    string? RefusalOf(string queueArn, string ruleArn);

    /// <param name="body">The event, JSON.</param>
    /// <returns><c>true</c> if the queue's policy allows it; otherwise, <c>false</c>.</returns>
    bool Send(string queueArn, string ruleArn, string body, IReadOnlyDictionary<string, string> attributes);
}

// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
public static class DeadLetterAttributes
{
    public const string RuleArn = "RULE_ARN";
    public const string TargetArn = "TARGET_ARN";
    public const string ErrorCode = "ERROR_CODE";
    public const string ErrorMessage = "ERROR_MESSAGE";

    /// <summary>The attributes of an event that its target refuses: EventBridge does not try again.</summary>
    internal static IReadOnlyDictionary<string, string> OfRefusal(TargetDeclaration target) =>
        new Dictionary<string, string>
        {
            [RuleArn] = target.Rule.Arn,
            [TargetArn] = target.Arn,
            [ErrorCode] = "NO_PERMISSIONS",
            [ErrorMessage] = $"The target {target.Arn} refused the event.",
        };
}

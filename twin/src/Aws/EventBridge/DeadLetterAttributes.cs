namespace Twin.Aws.EventBridge;

/// <summary>
/// The attributes of a message in a dead-letter queue of EventBridge
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html).
/// </summary>
public static class DeadLetterAttributes
{
    public const string RuleArn = "RULE_ARN";
    public const string TargetArn = "TARGET_ARN";
    public const string ErrorCode = "ERROR_CODE";
    public const string ErrorMessage = "ERROR_MESSAGE";

    /// <summary>The attributes of an event whose target may not be reached, which EventBridge does not try again.</summary>
    internal static IReadOnlyDictionary<string, string> OfRefusal(TargetDeclaration target) =>
        new Dictionary<string, string>
        {
            [RuleArn] = target.Rule.Arn,
            [TargetArn] = target.Arn,
            [ErrorCode] = "NO_PERMISSIONS",
            [ErrorMessage] = $"The target {target.Arn} refused the event.",
        };
}

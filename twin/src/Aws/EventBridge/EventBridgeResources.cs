using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.EventBridge;

/// <summary>
/// The kinds of EventBridge's resources. Their type tokens begin with CloudWatch's: EventBridge was once part of it.
/// </summary>
public static class EventBridgeResources
{
    public static readonly ResourceKind EventRule = new("aws:cloudwatch/eventRule:EventRule")
    {
        Billing = ResourceBilling.Free("rules, schedules and events of AWS's management cost nothing"),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("events", $"rule/{inputs.Name}"))],
        Dimension = "RuleName",
        Ignored = new Dictionary<string, string> { ["description"] = ResourceKind.ForPeople },
        Shape = NodeShape.Hexagon,
    };

    public static readonly ResourceKind EventTarget = new("aws:cloudwatch/eventTarget:EventTarget")
    {
        Billing = ResourceBilling.Free("targets within the account cost nothing"),
        Ignored = new Dictionary<string, string>
        {
            ["retryPolicy"] = "a target in the twin takes an event at once or refuses it for good: none is tried again",
        },
    };

    public static ImmutableArray<ResourceKind> All => [EventRule, EventTarget];
}

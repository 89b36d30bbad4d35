namespace Twin.Aws.EventBridge;

/// <summary>The type tokens begin with CloudWatch's: EventBridge was once part of it.</summary>
public static class EventBridgeResources
{
    public static readonly ResourceKind EventRule = new(ResourceTypes.EventRule)
    {
        Billing = ResourceBilling.Free("rules, schedules and events of AWS's management cost nothing"),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("events", $"rule/{inputs.Name}"))],
        Dimension = "RuleName",
        Ignored = new Dictionary<string, string> { ["description"] = ResourceKind.ForPeople },
        Shape = NodeShape.Hexagon,
    };

    public static readonly ResourceKind EventTarget = new(ResourceTypes.EventTarget)
    {
        Billing = ResourceBilling.Free("targets within the account cost nothing"),
        Ignored = new Dictionary<string, string>
        {
            ["retryPolicy"] = "a target in the twin takes an event at once or refuses it for good: none is tried again",
        },
    };

    public static ImmutableArray<ResourceKind> All => [EventRule, EventTarget];
}

/// <param name="RoleArn">The role that EventBridge assumes to deliver them; null if none is declared.</param>
/// <param name="DeadLetterArn">The queue of the events that the target refuses; null: they are lost.</param>
public sealed record TargetDeclaration(
    string Title, DeclaredResource Rule, string Arn, string? RoleArn, string? DeadLetterArn = null)
{
    /// <summary>Makes what the target gets from an event; null if it gets the event.</summary>
    internal InputTransformer? Input { get; init; }

    public static ImmutableArray<TargetDeclaration> ReadAll(DeclaredStack stack) =>
    [
        .. stack.OfType(EventBridgeResources.EventTarget).Select(target => new TargetDeclaration(
            target.Title,
            stack.Named(EventBridgeResources.EventRule, target.Text("rule"))
                ?? throw new RunFailedException(
                    $"{target.Title}: the rule '{target.Text("rule")}' is not declared."),
            target.Text("arn"),
            target.OptionalText("roleArn"),
            target.OptionalText("deadLetterConfig.arn"))
        {
            Input = InputTransformer.Find(target),
        }),
    ];
}

internal static class EventBridgeGraph
{
    /// <summary>The edges from each rule to its targets, and to the queues of the events that they refuse.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) => Targets(stack).Concat(DeadLetters(stack));

    /// <param name="path">The path in the event's detail, for example <c>bucket/name</c>.</param>
    public static IEnumerable<DeclaredResource> RulesFor(DeclaredStack stack, string path, string value) => stack
        .OfType(EventBridgeResources.EventRule)
        .Where(rule => rule.OptionalText("eventPattern") is { } pattern && Names(pattern, path, value));

    private static IEnumerable<Edge> Targets(DeclaredStack stack) =>
        from target in stack.OfType(EventBridgeResources.EventTarget)
        from rule in stack.OfType(EventBridgeResources.EventRule)
        where rule.PhysicalName == target.Text("rule")
        from receiver in stack.Resources
        where receiver.OptionalText("arn") == target.Text("arn") && !receiver.Inputs.ContainsKey("arn")
        select new Edge(rule, receiver, rule.OptionalText("scheduleExpression") ?? "");

    private static IEnumerable<Edge> DeadLetters(DeclaredStack stack) =>
        from target in stack.OfType(EventBridgeResources.EventTarget)
        from rule in stack.OfType(EventBridgeResources.EventRule)
        where rule.PhysicalName == target.Text("rule")
        let queue = target.OptionalText("deadLetterConfig.arn")
        where queue is not null
        from receiver in stack.Resources
        where receiver.OptionalText("arn") == queue && !receiver.Inputs.ContainsKey("arn")
        select new Edge(rule, receiver, "refused events");

    private static bool Names(string pattern, string path, string value)
    {
        using var json = JsonDocument.Parse(pattern);
        var found = json.RootElement;
        return $"detail/{path}".Split('/').All(step => found.TryGetProperty(step, out found))
            && found.EnumerateArray().Any(name => name.GetString() == value);
    }
}

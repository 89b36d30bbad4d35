using System.Text.Json;
using Twin.Declaration;

namespace Twin.Aws.EventBridge;

/// <summary>The edges of events from rules to their targets.</summary>
internal static class EventBridgeGraph
{
    /// <summary>
    /// The edges from each rule to its targets, with its schedule, and to the queues of the events that they refuse.
    /// </summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) => Targets(stack).Concat(DeadLetters(stack));

    /// <summary>The rules whose event pattern names a value.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="path">The path in the event's detail, for example <c>bucket/name</c>.</param>
    /// <param name="value">The value.</param>
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

using System.Text.Json.Nodes;

namespace Twin.Aws.EventBridge;

/// <summary>A service whose resources can be targets of rules.</summary>
public interface IEventTarget
{
    /// <summary>Determines whether the service has the resource with an ARN.</summary>
    bool Has(string arn);

    /// <summary>
    /// The reason why the target would refuse every event, checked before there is one; null if none is known.
    /// </summary>
    string? Refusal(TargetDeclaration target) => null;

    /// <summary>Delivers an event to a target.</summary>
    /// <param name="target">The target of the rule that matched.</param>
    /// <param name="candidate">The event.</param>
    /// <returns><c>true</c> if the target accepted it; otherwise, <c>false</c>.</returns>
    Task<bool> DeliverAsync(TargetDeclaration target, JsonObject candidate);
}

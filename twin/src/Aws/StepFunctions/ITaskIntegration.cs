using System.Text.Json.Nodes;
using Twin.Aws.Iam;

namespace Twin.Aws.StepFunctions;

/// <summary>A service that tasks of state machines call.</summary>
public interface ITaskIntegration
{
    /// <summary>The fields of a resource's parameters; null if the service does not have the resource.</summary>
    /// <param name="resource">For example <c>arn:aws:states:::lambda:invoke</c>.</param>
    TaskFields? FieldsOf(string resource);

    /// <summary>Calls the service with the role of a state machine.</summary>
    /// <param name="resource">A resource that the service has.</param>
    /// <param name="parameters">The fields: all required ones, and no unknown ones.</param>
    /// <param name="caller">The session of the role.</param>
    /// <param name="cancellationToken">Cancels the call, also at the task's time limit.</param>
    /// <returns>The result of the task.</returns>
    /// <exception cref="StateTaskException">The call failed.</exception>
    Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken);
}

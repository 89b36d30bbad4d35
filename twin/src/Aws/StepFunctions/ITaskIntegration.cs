using System.Collections.Immutable;
using System.Text.Json;
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

/// <summary>The fields of a task's <c>Parameters</c>, checked when the state machine is created.</summary>
/// <param name="Required">The names of those that a task needs.</param>
/// <param name="Optional">The names of the others that the twin supports.</param>
public sealed record TaskFields(ImmutableArray<string> Required, ImmutableArray<string> Optional);

/// <summary>The values of a task's parameters.</summary>
internal static class TaskParameters
{
    /// <summary>A required text.</summary>
    /// <exception cref="StateTaskException">The value is not a text.</exception>
    public static string Text(this JsonObject parameters, string field) => parameters.OptionalText(field)
        ?? throw NotAText(field);

    /// <summary>A text; null if it is absent.</summary>
    /// <exception cref="StateTaskException">The value is not a text.</exception>
    public static string? OptionalText(this JsonObject parameters, string field) => parameters[field] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw NotAText(field),
    };

    private static StateTaskException NotAText(string field) =>
        StateErrors.AtRuntime($"The value for the field '{field}' must be a STRING");
}

namespace Twin.Aws.StepFunctions;

/// <summary>A service that tasks of state machines call.</summary>
public interface ITaskIntegration
{
    /// <summary>The fields of a resource's parameters; null if the service does not have the resource.</summary>
    /// <param name="resource">For example <c>arn:aws:states:::lambda:invoke</c>.</param>
    TaskFields? FieldsOf(string resource);

    /// <summary>Calls the service with the role of a state machine.</summary>
    /// <param name="parameters">The fields: all required ones, and no unknown ones.</param>
    /// <param name="cancellationToken">Cancels the call, also at the task's time limit.</param>
    Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken);
}

/// <summary>The fields of a task's <c>Parameters</c>, checked when the state machine is created.</summary>
public sealed record TaskFields(ImmutableArray<string> Required, ImmutableArray<string> Optional);

internal static class TaskParameters
{
    public static string Text(this JsonObject parameters, string field) => parameters.OptionalText(field)
        ?? throw NotAText(field);

    public static string? OptionalText(this JsonObject parameters, string field) => parameters[field] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => throw NotAText(field),
    };

    private static StateTaskException NotAText(string field) =>
        StateErrors.AtRuntime($"The value for the field '{field}' must be a STRING");
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Twin.Aws.StepFunctions;

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

using Twin.Aws.StepFunctions;

namespace Twin.Tests.Aws.StepFunctions;

/// <summary>A service whose calls are recorded and answered by a test.</summary>
internal sealed class ScriptedTask(Func<int, JsonObject, CancellationToken, Task<JsonNode?>> answer) : ITaskIntegration
{
    public const string Resource = "arn:aws:states:::test:call";

    public ScriptedTask(Func<int, JsonObject, JsonNode?> answer)
        : this((number, parameters, _) => Task.FromResult(answer(number, parameters)))
    {
    }

    public List<string> Calls { get; } = [];

    public static ScriptedTask Echo => new((_, parameters) => parameters.DeepClone());

    /// <summary>A service whose calls end only when they are cancelled.</summary>
    public static ScriptedTask Endless => new(async (_, _, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return null;
    });

    public TaskFields? FieldsOf(string resource) => resource == Resource ? new TaskFields([], ["a", "b", "c"]) : null;

    public async Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Calls.Add(parameters.ToJsonString());
        return await answer(Calls.Count - 1, parameters, cancellationToken);
    }
}

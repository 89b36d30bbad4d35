using System.Text.Json.Nodes;
using Twin.Aws.Iam;
using Twin.Aws.StepFunctions;

namespace Twin.Tests.Aws.StepFunctions;

/// <summary>A service whose calls end only when they are cancelled.</summary>
internal sealed class EndlessTask : ITaskIntegration
{
    public TaskFields? FieldsOf(string resource) => resource == ScriptedTask.Resource ? new TaskFields([], []) : null;

    public async Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return null;
    }
}

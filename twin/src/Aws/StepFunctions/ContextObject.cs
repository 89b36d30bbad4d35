using System.Text.Json.Nodes;

namespace Twin.Aws.StepFunctions;

/// <summary>
/// The context object of an execution
/// (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
/// </summary>
internal static class ContextObject
{
    /// <summary>The parts that are the same for all states.</summary>
    public static JsonObject Of(Execution execution, JsonNode? input) => new()
    {
        ["Execution"] = new JsonObject
        {
            ["Id"] = execution.Arn,
            ["Input"] = input?.DeepClone(),
            ["Name"] = execution.Name,
            ["RoleArn"] = execution.Machine.RoleArn,
            ["StartTime"] = StatesJson.Text(execution.StartedAt),
        },
        ["StateMachine"] = new JsonObject { ["Id"] = execution.Machine.Arn, ["Name"] = execution.Machine.Name },
    };
}

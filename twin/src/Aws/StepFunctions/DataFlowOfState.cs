namespace Twin.Aws.StepFunctions;

/// <summary>The way of the data through a state: <c>InputPath</c>, <c>Parameters</c> or <c>ItemSelector</c>,
/// <c>ResultSelector</c>, <c>ResultPath</c> and <c>OutputPath</c>, in this order
/// (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html).</summary>
/// <param name="Input">The part of the input that the state sees; null: an empty object.</param>
/// <param name="Parameters">The template of what a task, an iteration or a Pass state gets; null: the input.</param>
/// <param name="ResultSelector">The template of the result; null: the whole result.</param>
/// <param name="Result">The place of the result in the input; null: the result is dropped.</param>
/// <param name="Output">The part that is passed on; null: an empty object.</param>
internal sealed record DataFlowOfState(
    ReferencePath? Input,
    PayloadTemplate? Parameters,
    PayloadTemplate? ResultSelector,
    ReferencePath? Result,
    ReferencePath? Output)
{
    public static readonly DataFlowOfState Unchanged =
        new(ReferencePath.Whole, null, null, ReferencePath.Whole, ReferencePath.Whole);

    public JsonNode? InputOf(JsonNode? input, JsonObject context) => Part(Input, "InputPath", input, context);

    /// <exception cref="StateTaskException">A path leads nowhere, or the output is too large.</exception>
    public JsonNode? OutputOf(JsonNode? input, JsonNode? result, JsonObject context)
    {
        var selected = ResultSelector is null
            ? result
            : ResultSelector.Evaluate(new StateData(result, context), "ResultSelector");
        return Passed(Result is null ? input?.DeepClone() : Result.Put(input, selected), context);
    }

    /// <exception cref="StateTaskException">The path leads nowhere, or the output is too large.</exception>
    public JsonNode? Passed(JsonNode? value, JsonObject context) =>
        StatesJson.Limited(Part(Output, "OutputPath", value, context), "The output of the state");

    private static JsonNode? Part(ReferencePath? path, string field, JsonNode? value, JsonObject context) =>
        path is null ? new JsonObject() : path.Find(new StateData(value, context), field);
}

/// <param name="Input">The input, for paths that begin with <c>$</c>.</param>
/// <param name="Context">The context object, for paths that begin with <c>$$</c>.</param>
internal sealed record StateData(JsonNode? Input, JsonObject Context);

// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
internal static class ContextObject
{
    /// <summary>The parts that are the same for all states.</summary>
    public static JsonObject Create(Execution execution, JsonNode? input) => new()
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

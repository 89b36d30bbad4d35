using System.Text.RegularExpressions;

namespace Twin.Aws.StepFunctions;

/// <summary>A path to one value: <c>$.a.b</c>, <c>$['a b'][0]</c>, or <c>$$.Execution.Name</c>.</summary>
internal sealed partial record ReferencePath(string Text, bool IsOfContext, ImmutableArray<object> Steps)
{
    public static readonly ReferencePath Whole = new("$", false, []);

    // The values of the context object that an execution of the twin has
    // (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
    private static readonly string[] Context =
    [
        "$$.Execution.Id", "$$.Execution.Input", "$$.Execution.Name", "$$.Execution.RoleArn", "$$.Execution.StartTime",
        "$$.Map.Item.Index", "$$.Map.Item.Value", "$$.State.EnteredTime", "$$.State.Name", "$$.State.RetryCount",
        "$$.StateMachine.Id", "$$.StateMachine.Name",
    ];

    public static ReferencePath Parse(string text, string place)
    {
        if (Pattern().Match(text) is not { Success: true } match)
        {
            throw new DefinitionException(
                $"The path '{text}' is not supported: a path has names and indexes only, such as $.a['b c'][0]. at "
                + place);
        }

        var isOfContext = text.StartsWith("$$", StringComparison.Ordinal);
        if (isOfContext && !Context.Any(known => text == known || IsBelow(text, known)))
        {
            throw new DefinitionException(
                $"The context object has no '{text}' that the twin supports. It has {string.Join(", ", Context)}. at "
                + place);
        }

        var steps = match.Groups["step"].Captures.Select(step => step.Value);
        return new ReferencePath(text, isOfContext, [.. steps.Select(Step)]);
    }

    /// <returns><c>true</c> if it exists; it may be null, as JSON may.</returns>
    public bool TryFind(StateData data, out JsonNode? value)
    {
        value = IsOfContext ? data.Context : data.Input;
        foreach (var step in Steps)
        {
            switch (value, step)
            {
                case (JsonObject fields, string name) when fields.TryGetPropertyValue(name, out var field):
                    value = field;
                    break;
                case (JsonArray list, int index) when index < list.Count:
                    value = list[index];
                    break;
                default:
                    value = null;
                    return false;
            }
        }

        return true;
    }

    /// <exception cref="StateTaskException">There is none.</exception>
    public JsonNode? Find(StateData data, string field) => TryFind(data, out var value)
        ? value?.DeepClone()
        : throw StateErrors.AtRuntime(
            $"The JSONPath '{Text}' specified for the field '{field}' could not be found in the input "
            + $"'{StatesJson.Text(IsOfContext ? data.Context : data.Input)}'");

    /// <exception cref="StateTaskException">There is another value where an object is needed.</exception>
    public JsonNode? Put(JsonNode? input, JsonNode? value)
    {
        if (Steps.IsEmpty)
        {
            return value?.DeepClone();
        }

        var copy = input?.DeepClone();
        var parent = copy;
        foreach (var step in Steps[..^1])
        {
            parent = parent is JsonObject fields ? fields[(string)step] ??= new JsonObject() : null;
        }

        if (parent is not JsonObject last)
        {
            throw new StateTaskException(
                StateErrors.ResultPathMatchFailure,
                $"Unable to apply ReferencePath {Text} to input {StatesJson.Text(input)}");
        }

        last[(string)Steps[^1]] = value?.DeepClone();
        return copy;
    }

    private static bool IsBelow(string text, string known) =>
        text.StartsWith(known, StringComparison.Ordinal) && text[known.Length] is '.' or '[';

    private static object Step(string step) => step switch
    {
        ['.', .. var name] => name,
        ['[', '\'' or '"', .. var name, '\'' or '"', ']'] => name,
        _ => int.Parse(step[1..^1], CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("""^\$\$?(?<step>\.[\p{L}_][\p{L}\p{N}_-]*|\['[^'\\]+'\]|\["[^"\\]+"\]|\[[0-9]{1,9}\])*$""")]
    private static partial Regex Pattern();
}

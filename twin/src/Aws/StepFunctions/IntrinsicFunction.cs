namespace Twin.Aws.StepFunctions;

/// <summary>An intrinsic function
/// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html).</summary>
/// <param name="Name">For example <c>States.Format</c>.</param>
/// <param name="Fewest">The fewest arguments.</param>
/// <param name="Run">Computes the value of a call; fails with <c>States.IntrinsicFailure</c>.</param>
internal sealed record IntrinsicFunction(
    string Name, int Fewest, int Most, Func<ImmutableArray<JsonNode?>, JsonNode?> Run)
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html: "up to 10 nested", of a text's
    // arguments there is no limit.
    private const int Unlimited = int.MaxValue;

    private static readonly ImmutableArray<IntrinsicFunction> All =
    [
        new("States.Format", 1, Unlimited, arguments => Format(arguments[0], arguments[1..])),
        new("States.JsonToString", 1, 1, arguments => StatesJson.Text(arguments[0])),
    ];

    public static IEnumerable<string> Names => All.Select(function => function.Name);

    public static IntrinsicFunction? Find(string name) => All.FirstOrDefault(function => function.Name == name);

    // Its template is checked when it is used: it may be a path.
    private static JsonNode? Format(JsonNode? template, ImmutableArray<JsonNode?> values)
    {
        var (text, result, used) = (Text(template, "States.Format"), new StringBuilder(), 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                result.Append(text[++at]);
            }
            else if (text[at] == '{' && at + 1 < text.Length && text[at + 1] == '}')
            {
                at++;
                result.Append(used < values.Length ? Inserted(values[used]) : "");
                used++;
            }
            else if (text[at] is '{' or '}')
            {
                throw Failure($"States.Format: the text '{text}' has a brace that is not escaped.");
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return used == values.Length
            ? result.ToString()
            : throw Failure(FormattableString.Invariant(
                $"States.Format: the text '{text}' has {used} places for {values.Length} values."));
    }

    private static string Inserted(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object or JsonValueKind.Array => throw Failure(
            $"States.Format inserts texts, numbers, true, false and null, not {StatesJson.Text(value)}."),
        JsonValueKind.String => value.GetValue<string>(),
        _ => StatesJson.Text(value),
    };

    private static string Text(JsonNode? value, string function) => value?.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>()
        : throw Failure($"{function} takes a text, not {StatesJson.Text(value)}.");

    private static StateTaskException Failure(string cause) => new(StateErrors.IntrinsicFailure, cause);
}

using System.Text.RegularExpressions;

namespace Twin.Aws.EventBridge;

/// <summary>The input of a target in place of an event: a template whose placeholders are filled from the event
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html). Templates that are JSON
/// objects are known, with placeholders outside of quotes and paths of names; anything else is refused.</summary>
internal sealed partial class InputTransformer(
    string title, ImmutableDictionary<string, string> paths, string template)
{
    /// <returns>The target's transformer; null if it has none.</returns>
    /// <exception cref="RunFailedException">The transformer is not known.</exception>
    public static InputTransformer? Find(DeclaredResource target)
    {
        if (target.OptionalText("inputTransformer.inputTemplate") is not { } template)
        {
            return null;
        }

        var found = new InputTransformer(target.Title, target.Map("inputTransformer.inputPaths"), template);
        _ = found.Fill((_, _) => "0");
        return found;
    }

    // A text gets its quotes, as in EventBridge.
    public JsonObject Apply(JsonObject candidate) => Fill((name, path) => path.Split('.').Skip(1)
        .Aggregate((JsonNode?)candidate, (value, step) => (value as JsonObject)?[step])?.ToJsonString()
            ?? throw Refused($"the event has no {path}, and what becomes of '{name}' then is not known"));

    private JsonObject Fill(Func<string, string, string> value)
    {
        var text = Placeholder().Replace(template, match =>
        {
            var name = match.Groups["name"].Value;
            return !paths.TryGetValue(name, out var path)
                ? throw Refused($"the placeholder {match.Value} is not among its inputPaths")
                : !NamePath().IsMatch(path)
                ? throw Refused($"the path {path} of '{name}' is not known; known are names: $.detail.name")
                : template[..match.Index].Count(character => character == '"') % 2 == 1
                ? throw Refused($"the placeholder {match.Value} is in quotes")
                : value(name, path);
        });
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Refused("its template is not a JSON object");
        }
        catch (JsonException broken)
        {
            throw Refused($"its template is not JSON: {broken.Message.TrimEnd('.')}");
        }
    }

    private RunFailedException Refused(string reason) => new($"{title}: the input transformer is refused: {reason}.");

    [GeneratedRegex("<(?<name>[^<>]*)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\$(\.[A-Za-z0-9_-]+)+$", RegexOptions.ExplicitCapture)]
    private static partial Regex NamePath();
}

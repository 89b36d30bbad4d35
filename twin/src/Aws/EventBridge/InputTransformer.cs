using System.Text.RegularExpressions;

namespace Twin.Aws.EventBridge;

/// <summary>The input of a target in place of an event: a template whose placeholders are filled from the event
/// (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html). Templates that are JSON
/// objects are known, and paths of names, <c>$.detail.name</c>; anything else is refused.</summary>
internal sealed partial class InputTransformer
{
    private readonly string _title;
    private readonly ImmutableDictionary<string, string> _paths;
    private readonly string _template;

    private InputTransformer(string title, ImmutableDictionary<string, string> paths, string template)
    {
        (_title, _paths, _template) = (title, paths, template);
        foreach (var (name, path) in paths)
        {
            if (!NamePath().IsMatch(path))
            {
                throw Refused(
                    $"the path {path} of '{name}' is not known. Known are paths of names, like $.detail.name");
            }
        }

        foreach (Match placeholder in Placeholder().Matches(template))
        {
            if (!paths.ContainsKey(placeholder.Groups["name"].Value))
            {
                throw Refused($"the placeholder {placeholder.Value} is not among its inputPaths");
            }
        }

        _ = Parse(Placeholder().Replace(template, match => IsQuoted(match.Index) ? "text" : "0"));
    }

    /// <returns>The target's transformer; null if it has none.</returns>
    /// <exception cref="RunFailedException">The transformer is not known.</exception>
    public static InputTransformer? Find(DeclaredResource target) =>
        target.OptionalText("inputTransformer.inputTemplate") is { } template
            ? new InputTransformer(
                target.Title,
                target.Map("inputTransformer.inputPaths"),
                template)
            : null;

    public JsonObject Apply(JsonObject candidate) => Parse(Placeholder().Replace(_template, match =>
    {
        var (name, value) = (match.Groups["name"].Value, (JsonNode?)candidate);
        foreach (var step in _paths[name].Split('.').Skip(1))
        {
            value = (value as JsonObject)?[step];
        }

        // A value outside of quotes gets them if it is a text.
        var json = value?.ToJsonString()
            ?? throw Refused($"the event has no {_paths[name]}, and what becomes of '{name}' then is not known");
        return !IsQuoted(match.Index)
            ? json
            : value.GetValueKind() == JsonValueKind.String
                ? json[1..^1]
                : throw Refused($"'{name}' is in quotes, and its value is no text");
    }));

    private bool IsQuoted(int index) => UnescapedQuote().Count(_template[..index]) % 2 == 1;

    private JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Refused("its template is not a JSON object");
        }
        catch (JsonException broken)
        {
            throw Refused($"its template is not JSON: {broken.Message.TrimEnd('.')}");
        }
    }

    private RunFailedException Refused(string reason) => new($"{_title}: the input transformer is refused: {reason}.");

    [GeneratedRegex("<(?<name>[^<>]*)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\$(\.[A-Za-z0-9_-]+)+$", RegexOptions.ExplicitCapture)]
    private static partial Regex NamePath();

    [GeneratedRegex(@"(?<!\\)""")]
    private static partial Regex UnescapedQuote();
}

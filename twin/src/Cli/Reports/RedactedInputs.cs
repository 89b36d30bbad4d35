using System.Text.RegularExpressions;
using Twin.Aws.Lambda;
using Twin.Aws.Ssm;

namespace Twin.Cli.Reports;

/// <summary>A resource's inputs as JSON without secrets, the same in each run.</summary>
/// <param name="secrets">The secret values, wherever they are declared.</param>
internal sealed partial class RedactedInputs(IEnumerable<string> secrets, string package)
{
    public const string Concealed = "(concealed)";

    // A parameter's value is never shown, even if it is not marked as a secret.
    private static readonly ImmutableArray<string> ValuesOfParameters = ["value", "insecureValue", "valueWo"];

    private readonly ImmutableArray<string> _secrets = [.. secrets.Where(secret => secret.Length > 0)];

    /// <summary>The inputs by property, in the order of the names.</summary>
    public JsonObject Redact(DeclaredResource resource) => Object(resource.Inputs, property => property switch
    {
        _ when resource.Is(SsmResources.Parameter) && ValuesOfParameters.Contains(property) => Concealed,
        // Mocks get an archive without its content.
        "code" when resource.Is(LambdaResources.Function) => package,
        _ => null,
    });

    /// <summary>A text without secrets, and without the sandbox's random ports.</summary>
    public string Redact(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Concealed, StringComparison.Ordinal);
        }

        return PortOnThisMachine().Replace(text, "${host}:port");
    }

    private JsonObject Object(
        IEnumerable<KeyValuePair<string, object>> properties, Func<string, string?>? instead = null) =>
        Sorted(properties.Select(property => KeyValuePair.Create(
            property.Key, instead?.Invoke(property.Key) is { } given ? given : Json(property.Value))));

    private JsonNode? Json(object? value) => value switch
    {
        null => null,
        string text => Parsed(text) is { } json ? Redact(json) : Redact(text),
        bool flag => flag,
        double number => number,
        ImmutableDictionary<string, object> map => Object(map),
        ImmutableArray<object> list => new JsonArray([.. list.Select(Json)]),
        _ => $"({value.GetType().Name})",
    };

    private JsonNode? Redact(JsonNode? node) => node switch
    {
        JsonObject map => Sorted(map.Select(property => KeyValuePair.Create(property.Key, Redact(property.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Redact)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Redact(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    private static JsonObject Sorted(IEnumerable<KeyValuePair<string, JsonNode?>> properties) =>
        new(properties.OrderBy(property => property.Key, StringComparer.Ordinal));

    // Policies, event patterns and dashboards are declared as text.
    private static JsonNode? Parsed(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?<host>127\.0\.0\.1|localhost|\[::1\]):[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex PortOnThisMachine();
}

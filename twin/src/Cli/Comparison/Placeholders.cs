using System.Text.RegularExpressions;

namespace Twin.Cli.Comparison;

/// <summary>The placeholders for AWS accounts and e-mail addresses, which a published report must not contain. Each
/// account and each address has one placeholder, so equal ones stay equal and different ones stay different.</summary>
/// <remarks>.github/redact.pl hides the same in the output of other programs.</remarks>
internal sealed partial class Placeholders
{
    // The inputs of a resource may have the greatest depth that a file allows, and a run adds a few levels.
    private static readonly JsonSerializerOptions Json = new() { MaxDepth = 128 };

    private readonly Dictionary<string, string> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>Replaces them in each text of a run, names of properties included. Numbers are quantities and
    /// stay.</summary>
    public ComparedRun In(ComparedRun run) =>
        In(JsonSerializer.SerializeToNode(run, Json)).Deserialize<ComparedRun>(Json)!;

    public string In(string text) =>
        Accounts().Replace(
            // Addresses first: one may begin with an account.
            Addresses().Replace(text, address => Placeholder(_addresses, "address", address.Value)),
            found => found.Groups["account"].Success ? Placeholder(_accounts, "account", found.Value) : found.Value);

    private JsonNode? In(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(In(member.Key), In(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(In)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String =>
            JsonValue.Create(In(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };

    private static string Placeholder(Dictionary<string, string> known, string kind, string text)
    {
        if (!known.TryGetValue(text, out var placeholder))
        {
            placeholder = known.Count == 0
                ? $"<{kind}>"
                : string.Create(CultureInfo.InvariantCulture, $"<{kind} {known.Count + 1}>");
            known.Add(text, placeholder);
        }

        return placeholder;
    }

    // Also in the form of a URL (%40) and of JSON inside a text (\u002b). Each part has a limit, so that no text takes
    // long.
    [GeneratedRegex(
        """(?:"[^"\r\n]{1,64}"|(?:[\p{L}\p{M}\p{N}._%+'~-]|\\u[0-9a-fA-F]{4}){1,64})(?:@|%40|\\u0040)"""
        + """(?:\[[0-9a-fA-F:.]{2,45}\]|(?:[\p{L}\p{M}\p{N}-]{1,63}\.)+\p{L}[\p{L}\p{M}\p{N}-]{1,62})""")]
    private static partial Regex Addresses();

    // Twelve digits, also with the console's hyphens. Digits inside a hash are not an account.
    [GeneratedRegex("[0-9a-fA-F]{32,}|(?<![0-9])(?<account>[0-9]{12}|[0-9]{4}-[0-9]{4}-[0-9]{4})(?![0-9])")]
    private static partial Regex Accounts();
}

using System.Collections.Immutable;
using System.Text.Json;
using Twin.Declaration;
using Twin.Host.Loading;

namespace Twin.Cli.Operations;

internal sealed class StackOutputs
{
    private readonly ImmutableDictionary<string, JsonElement> _outputs;

    private StackOutputs(ImmutableDictionary<string, JsonElement> outputs) => _outputs = outputs;

    public static StackOutputs Parse(string stack, string json)
    {
        var outputs = AwsCli.Parse(json);
        return outputs.ValueKind == JsonValueKind.Object
            ? new StackOutputs(outputs.EnumerateObject()
                .ToImmutableDictionary(output => output.Name, output => output.Value))
            : throw new InputException($"The stack '{stack}' has no outputs: pulumi up deploys it.");
    }

    public string Text(string name) => Find(name, JsonValueKind.String).GetString()!;

    public ImmutableSortedDictionary<string, string> Map(string name) => Find(name, JsonValueKind.Object)
        .EnumerateObject()
        .ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Value.ToString(), StringComparer.Ordinal);

    private JsonElement Find(string name, JsonValueKind kind) =>
        _outputs.TryGetValue(name, out var value) && value.ValueKind == kind
            ? value
            : throw new InputException(
                $"The stack has no output '{name}': it was deployed by an earlier version. Deploy this one: pulumi up");
}

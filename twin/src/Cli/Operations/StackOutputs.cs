using System.Collections.Immutable;
using System.Text.Json;
using Twin.Declaration;
using Twin.Host.Loading;

namespace Twin.Cli.Operations;

/// <summary>The outputs of a deployed stack: the names of its resources.</summary>
internal sealed class StackOutputs
{
    private readonly ImmutableDictionary<string, JsonElement> _outputs;

    private StackOutputs(ImmutableDictionary<string, JsonElement> outputs) => _outputs = outputs;

    /// <summary>Reads the answer of <c>pulumi stack output --json</c>.</summary>
    /// <exception cref="InputException">The stack has no outputs.</exception>
    /// <exception cref="RunFailedException">The answer is not JSON.</exception>
    public static StackOutputs Parse(string stack, string json)
    {
        var outputs = AwsCli.Parse(json);
        return outputs.ValueKind == JsonValueKind.Object
            ? new StackOutputs(outputs.EnumerateObject()
                .ToImmutableDictionary(output => output.Name, output => output.Value))
            : throw new InputException($"The stack '{stack}' has no outputs: pulumi up deploys it.");
    }

    /// <summary>A text.</summary>
    /// <exception cref="InputException">The stack has no such output.</exception>
    public string Text(string name) => Find(name, JsonValueKind.String).GetString()!;

    /// <summary>The texts of a map, in the order of their names.</summary>
    /// <exception cref="InputException">The stack has no such output.</exception>
    public ImmutableSortedDictionary<string, string> Map(string name) => Find(name, JsonValueKind.Object)
        .EnumerateObject()
        .ToImmutableSortedDictionary(entry => entry.Name, entry => entry.Value.ToString(), StringComparer.Ordinal);

    private JsonElement Find(string name, JsonValueKind kind) =>
        _outputs.TryGetValue(name, out var value) && value.ValueKind == kind
            ? value
            : throw new InputException(
                $"The stack has no output '{name}': it was deployed by an earlier version. Deploy this one: pulumi up");
}

using System.Security.Cryptography;
using Infra.Components;
using Twin.Host.Door;

namespace Twin.Cli.Reports;

/// <summary>The declared stack as <c>stack.json</c>: a contract with its readers. It contains no secret and nothing
/// that changes from run to run, so the same stack gives the same bytes.</summary>
internal sealed record StackRecord
{
    public const string FileName = "stack.json";

    private static readonly JsonSerializerOptions Json = new(RunJson.Options)
    {
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public required string Stack { get; init; }
    public required string Region { get; init; }
    public required ImmutableArray<ResourceRecord> Resources { get; init; }
    public required ImmutableArray<EdgeRecord> Edges { get; init; }

    public static StackRecord Create(string name, DeclaredStack stack, IEnumerable<string> secrets)
    {
        var inputs = new RedactedInputs(secrets, $"sha256:{HashOf(FunctionPackage.Path)}");
        return new StackRecord
        {
            Stack = name,
            Region = stack.Region,
            Resources =
            [
                .. stack.Resources
                    .Where(resource => resource.IsOfProvider)
                    .OrderBy(resource => resource.Type, StringComparer.Ordinal)
                    .ThenBy(resource => resource.Name, StringComparer.Ordinal)
                    .Select(resource => new ResourceRecord(
                        resource.Type,
                        resource.Name,
                        resource.Parent,
                        [.. resource.DependsOn.Order(StringComparer.Ordinal)],
                        resource.Protect,
                        inputs.Redact(resource))),
            ],
            Edges =
            [
                .. Topology.EdgesOf(stack)
                    .Select(edge => new EdgeRecord(edge.From.Title, edge.To.Title, inputs.Redact(edge.Label)))
                    .Distinct()
                    .OrderBy(edge => edge.From, StringComparer.Ordinal)
                    .ThenBy(edge => edge.To, StringComparer.Ordinal)
                    .ThenBy(edge => edge.Label, StringComparer.Ordinal),
            ],
        };
    }

    public static StackRecord? Find(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(file) ? Read(file) : null;
        }
        catch (JsonException broken)
        {
            throw new InputException($"{file} cannot be read ({broken.Message}). Run the stack again.", broken);
        }
    }

    /// <exception cref="JsonException">The file is not the record of a stack.</exception>
    public static StackRecord Read(string file)
    {
        var record = JsonSerializer.Deserialize<StackRecord>(File.ReadAllText(file), Json);
        return record is { Resources.IsDefault: false, Edges.IsDefault: false }
            && !record.Resources.Any(resource => resource is null || resource.DependsOn.IsDefault)
            && !record.Edges.Any(edge => edge is null)
                ? record
                : throw new JsonException("a list has no value");
    }

    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <param name="Parent">The type and logical name of its component; null directly below the stack.</param>
    /// <param name="Inputs">The inputs by the provider's property names. A text that is a JSON object or list, such as
    /// a policy, is included as JSON.</param>
    public sealed record ResourceRecord(
        string Type,
        string Name,
        string? Parent,
        ImmutableArray<string> DependsOn,
        bool Protect,
        JsonObject Inputs);

    public sealed record EdgeRecord(string From, string To, string Label);
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Components;
using Twin.Declaration;
using Twin.Host.Door;
using Twin.Host.Loading;
using Twin.Host.Runs;

namespace Twin.Cli.Reports;

/// <summary>
/// The declared stack as <c>stack.json</c>: a contract with its readers. It contains no secret and nothing that changes
/// from run to run, so the same stack gives the same bytes.
/// </summary>
internal sealed record StackRecord
{
    /// <summary>The file's name in the output folder.</summary>
    public const string FileName = "stack.json";

    private static readonly JsonSerializerOptions Json = new(RunJson.Options)
    {
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The region that it is declared for.</summary>
    public required string Region { get; init; }

    /// <summary>The AWS resources, in the order of their types and logical names.</summary>
    public required ImmutableArray<ResourceRecord> Resources { get; init; }

    /// <summary>The paths of data and events between them.</summary>
    public required ImmutableArray<EdgeRecord> Edges { get; init; }

    /// <summary>Creates the record of a stack.</summary>
    /// <param name="name">The stack's name.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="secrets">The secret values, wherever they are declared.</param>
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
                    .Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
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

    /// <summary>Reads the record of a run.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <returns>The record; null if the folder has none.</returns>
    /// <exception cref="InputException">The file is not the record of a stack.</exception>
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

    /// <summary>Reads a file.</summary>
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

    /// <summary>Writes the file.</summary>
    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <param name="Type">The type, for example <c>aws:s3/bucket:Bucket</c>.</param>
    /// <param name="Name">The logical name.</param>
    /// <param name="Parent">The type and logical name of its component; null directly below the stack.</param>
    /// <param name="DependsOn">The types and logical names of its explicit dependencies.</param>
    /// <param name="Protect">True if Pulumi refuses to delete it.</param>
    /// <param name="Inputs">
    /// The inputs by the provider's property names. A text that is a JSON object or list, such as a policy, is included
    /// as JSON.
    /// </param>
    public sealed record ResourceRecord(
        string Type,
        string Name,
        string? Parent,
        ImmutableArray<string> DependsOn,
        bool Protect,
        JsonObject Inputs);

    /// <param name="From">The type and logical name of the source.</param>
    /// <param name="To">The type and logical name of the target.</param>
    /// <param name="Label">The data or event, or its time.</param>
    public sealed record EdgeRecord(string From, string To, string Label);
}

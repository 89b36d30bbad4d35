using System.Text;

namespace Generator;

/// <summary>Writes a resource, or the provider, and its arguments.</summary>
internal static class ResourceWriter
{
    public static string Write(Declarations declarations, ListedItem item, CSharpTypes types)
    {
        var (module, name, declaration) = (item.Module, item.Name, item.File + ".d.ts");
        // under the resource's name: what the tables say of a property is true of its argument and its output
        var arguments = Declared(declarations, item, declaration, $"{name}Args") with { Name = name };
        var outputs = Declared(declarations, item, declaration, name);
        var behaviour = ResourceBehaviour.Read(name, declarations.Text(item.File + ".js"));

        var text = new StringBuilder();
        var token = item.IsProvider ? "pulumi:providers:aws" : behaviour.Token;
        text.AppendLine($"/// <summary>{item.Documentation}</summary>");
        text.AppendLine($"[AwsResourceType(\"{token}\")]");
        text.AppendLine($"public partial class {name} : global::Pulumi."
            + $"{(item.IsProvider ? "ProviderResource" : "CustomResource")}");
        text.AppendLine("{");
        foreach (var property in outputs.Properties)
        {
            var type = types.Output(property.Type, property.Optional, new Place(module, name, property.Name));
            text.AppendLine($"    [Output(\"{property.Name}\")]");
            text.AppendLine($"    public Output<{type}> {Names.Property(module, name, property.Name)} "
                + "{ get; private set; } = null!;");
            text.AppendLine();
        }

        Constructor(text, behaviour, arguments.Properties.All(p => p.Optional));
        text.AppendLine("}");
        text.AppendLine();
        text.Append(InputTypeWriter.Write(arguments, module, $"{name}Args", "ResourceArgs", types, behaviour));
        return text.ToString();
    }

    private static TsShape Declared(Declarations declarations, ListedItem item, string file, string name)
    {
        var shape = declarations.TopLevel(file, name)
            ?? throw new GeneratorException($"{file} does not declare {name}");
        return shape with { Properties = [.. shape.Properties.Where(p => !item.LeftOut.Contains(p.Name))] };
    }

    private static void Constructor(StringBuilder text, ResourceBehaviour behaviour, bool argumentsOptional)
    {
        var name = behaviour.Resource;
        var token = behaviour.IsProvider ? "aws" : behaviour.Token;
        var args = argumentsOptional ? $"{name}Args? args = null" : $"{name}Args args";
        text.AppendLine($$"""
                public {{name}}(string name, {{args}}, CustomResourceOptions? options = null)
                    : base("{{token}}", name, args ?? new {{name}}Args(), MakeResourceOptions(options))
                {
                }

                private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options) =>
                    Utilities.Merge(
                        new CustomResourceOptions
                        {
                            Version = Utilities.Version,
            """);
        List(text, "Aliases", behaviour.Aliases.Select(a => $"new global::Pulumi.Alias {{ Type = \"{a}\" }}"));
        List(text, "AdditionalSecretOutputs", behaviour.Secrets.Select(s => $"\"{s}\""));
        text.AppendLine("""
                        },
                        options);
            """);
    }

    private static void List(StringBuilder text, string name, IEnumerable<string> values)
    {
        if (values.Any())
        {
            text.AppendLine($"                {name} = {{ {string.Join(", ", values)} }},");
        }
    }
}

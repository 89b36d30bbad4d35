using System.Text;

namespace Generator;

internal static class ResourceWriter
{
    public static string Write(Reference type, IEnumerable<TsProperty> outputs, ResourceBehaviour behaviour,
        bool argumentsOptional, CSharpTypes types)
    {
        var (name, token) = (type.ClassName, behaviour.Token);
        var text = new StringBuilder();
        text.AppendLine($"/// <summary>{type.Documentation}</summary>");
        text.AppendLine($"public partial class {name} : global::Pulumi.{behaviour.BaseClass}");
        text.AppendLine("{");
        foreach (var property in outputs)
        {
            var spelled = types.Output(
                property.Type, property.Optional, new Place(type.Module, type.Name, property.Name));
            text.AppendLine($"    [Output(\"{property.Name}\")]");
            text.AppendLine(
                $"    public Output<{spelled}> {Names.Property(type.Module, type.Name, property.Name)} "
                + "{ get; private set; } = null!;");
        }

        var arguments = types.Mention(type with { Kind = Kind.Arguments }, type.Module);
        var args = argumentsOptional ? $"{arguments}? args = null" : $"{arguments} args";
        text.AppendLine($$"""
                public {{name}}(string name, {{args}}, CustomResourceOptions? options = null)
                    : base("{{token}}", name, args ?? new {{arguments}}(), Utilities.Merge(options))
                {
                }
            }
            """);
        return text.ToString();
    }
}

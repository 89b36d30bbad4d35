using System.Text;

namespace Generator;

/// <summary>Writes a class of arguments: of a resource, of a nested type, or of a function.</summary>
internal static class InputTypeWriter
{
    /// <param name="shape">The properties, in the provider's order.</param>
    /// <param name="module">The provider's module.</param>
    /// <param name="name">The C# class.</param>
    /// <param name="baseClass">Its base class in the namespace Pulumi.</param>
    /// <param name="types">Spells the types.</param>
    /// <param name="behaviour">What the provider's JavaScript does to them; nothing for nested types.</param>
    /// <param name="plain">Whether the arguments are values, not inputs.</param>
    public static string Write(TsShape shape, string module, string name, string baseClass, CSharpTypes types,
        ResourceBehaviour? behaviour = null, bool plain = false)
    {
        var text = new StringBuilder();
        text.AppendLine($"public sealed class {name} : global::Pulumi.{baseClass}");
        text.AppendLine("{");
        foreach (var property in shape.Properties)
        {
            Property(text, shape, module, property, types, behaviour, plain);
            text.AppendLine();
        }

        Constructor(text, shape, module, name, behaviour);
        text.AppendLine();
        text.AppendLine($"    public static new {name} Empty => new {name}();");
        text.AppendLine("}");
        return text.ToString();
    }

    private static void Property(StringBuilder text, TsShape shape, string module, TsProperty property,
        CSharpTypes types, ResourceBehaviour? behaviour, bool plain)
    {
        var place = new Place(module, shape.Name, property.Name);
        var type = plain ? types.Plain(property.Type, place) : types.Input(property.Type, place);
        var name = Names.Property(module, shape.Name, property.Name);
        var attribute = $"[Input(\"{property.Name}\"{(property.Optional ? "" : ", required: true")}"
            + $"{(behaviour is { IsProvider: true } && type != "Input<string>" ? ", json: true" : "")})]";
        text.AppendLine($"    {attribute}");
        if (CSharpTypes.IsCollection(property.Type))
        {
            text.AppendLine($"    private {type}? _{property.Name};");
            Obsolete(text, property);
            text.AppendLine($$"""
                    public {{type}} {{name}}
                    {
                        get => _{{property.Name}} ??= new {{type}}();
                        set => _{{property.Name}} = value;
                    }
                """);
        }
        else if (behaviour is not null && behaviour.Secrets.Contains(property.Name))
        {
            text.AppendLine($"    private {type}? _{property.Name};");
            Obsolete(text, property);
            text.AppendLine($$"""
                    public {{type}}? {{name}}
                    {
                        get => _{{property.Name}};
                        set => _{{property.Name}} = Output
                            .Tuple<{{type}}?, int>(value, Output.CreateSecret(0)).Apply(pair => pair.Item1);
                    }
                """);
        }
        else
        {
            // no attribute Obsolete here: Pulumi's generator for .NET gives it to the two kinds above only
            var nullable = property.Optional ? "?" : "";
            var initializer = property.Optional ? "" : " = null!;";
            text.AppendLine($"    public {type}{nullable} {name} {{ get; set; }}{initializer}");
        }
    }

    private static void Obsolete(StringBuilder text, TsProperty property)
    {
        if (property.Deprecation is not null)
        {
            text.AppendLine("    [Obsolete(\"The provider deprecates this argument: see its documentation.\")]");
        }
    }

    private static void Constructor(
        StringBuilder text, TsShape shape, string module, string name, ResourceBehaviour? behaviour)
    {
        text.AppendLine($"    public {name}()");
        text.AppendLine("    {");
        foreach (var property in shape.Properties)
        {
            if (behaviour is not null && behaviour.Defaults.TryGetValue(property.Name, out var value))
            {
                text.AppendLine($"        {Names.Property(module, shape.Name, property.Name)} = {value};");
            }
        }

        text.AppendLine("    }");
    }
}

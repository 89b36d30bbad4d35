using System.Text;

namespace Generator;

/// <summary>Writes a class of arguments: of a resource, of a nested type, or of a function.</summary>
internal static class InputTypeWriter
{
    public static string Write(Reference type, IReadOnlyList<TsProperty> properties, CSharpTypes types,
        ResourceBehaviour? behaviour = null)
    {
        var baseClass = type.Kind == Kind.FunctionArguments ? "InvokeArgs" : "ResourceArgs";
        var members = properties.Select(property => Property(type, property, types, behaviour));
        if (behaviour is not null && properties.Any(p => behaviour.Defaults.ContainsKey(p.Name)))
        {
            members = members.Append(Constructor(type, properties, behaviour));
        }

        return $$"""
            public sealed class {{type.ClassName}} : global::Pulumi.{{baseClass}}
            {
            {{string.Concat(members)}}}

            """;
    }

    private static string Property(
        Reference type, TsProperty property, CSharpTypes types, ResourceBehaviour? behaviour)
    {
        var place = new Place(type.Module, type.Name, property.Name);
        var spelled = types.Input(property.Type, place);
        var name = Names.Property(type.Module, type.Name, property.Name);
        var text = new StringBuilder();
        var isCollection = CSharpTypes.IsCollection(property.Type);
        var target = isCollection ? "field: " : "";
        var json = behaviour?.Json.Contains(property.Name) is true ? ", json: true" : "";
        var required = property.Optional ? "" : ", required: true";
        text.AppendLine($"    [{target}Input(\"{property.Name}\"{required}{json})]");
        if (isCollection)
        {
            Obsolete(text, property);
            text.AppendLine($"    public {spelled} {name} {{ get => field ??= new(); set; }}");
        }
        else if (behaviour is not null && behaviour.Secrets.Contains(property.Name))
        {
            text.AppendLine($"    private {spelled}? _{property.Name};");
            Obsolete(text, property);
            text.AppendLine($$"""
                    public {{spelled}}? {{name}}
                    {
                        get => _{{property.Name}};
                        set => _{{property.Name}} = Output
                            .Tuple<{{spelled}}?, int>(value, Output.CreateSecret(0)).Apply(pair => pair.Item1);
                    }
                """);
        }
        else
        {
            // no attribute Obsolete here: Pulumi's generator for .NET only writes it for the two kinds above
            var nullable = property.Optional ? "?" : "";
            var initializer = property.Optional ? "" : " = null!;";
            text.AppendLine($"    public {spelled}{nullable} {name} {{ get; set; }}{initializer}");
        }

        return text.ToString();
    }

    private static void Obsolete(StringBuilder text, TsProperty property)
    {
        if (property.Deprecation is not null)
        {
            text.AppendLine("    [Obsolete(\"The provider deprecates this argument: see its documentation.\")]");
        }
    }

    private static string Constructor(
        Reference type, IEnumerable<TsProperty> properties, ResourceBehaviour behaviour)
    {
        var text = new StringBuilder();
        text.AppendLine($"    public {type.ClassName}()");
        text.AppendLine("    {");
        foreach (var property in properties.Where(p => behaviour.Defaults.ContainsKey(p.Name)))
        {
            var name = Names.Property(type.Module, type.Name, property.Name);
            text.AppendLine($"        {name} = {behaviour.Defaults[property.Name]};");
        }

        text.AppendLine("    }");
        return text.ToString();
    }
}

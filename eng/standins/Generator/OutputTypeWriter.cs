using System.Text;

namespace Generator;

/// <summary>Writes a class that the provider's answer is read into.</summary>
internal static class OutputTypeWriter
{
    public static string Write(TsShape shape, string module, string name, CSharpTypes types)
    {
        var text = new StringBuilder();
        text.AppendLine("[OutputType]");
        text.AppendLine($"public sealed class {name}");
        text.AppendLine("{");
        var parameters = new List<string>();
        var assignments = new StringBuilder();
        foreach (var property in shape.Properties)
        {
            var type = types.Output(property.Type, property.Optional, new Place(module, shape.Name, property.Name));
            var field = Names.Property(module, shape.Name, property.Name);
            var parameter = Names.Parameter(property.Name);
            text.AppendLine($"    public readonly {type} {field};");
            parameters.Add($"        {type} {parameter}");
            assignments.AppendLine($"        {(field == parameter ? "this." : "")}{field} = {parameter};");
        }

        text.AppendLine();
        text.AppendLine("    [OutputConstructor]");
        text.AppendLine($"    private {name}(");
        text.AppendLine(string.Join(",\n", parameters) + ")");
        text.AppendLine("    {");
        text.Append(assignments);
        text.AppendLine("    }");
        text.AppendLine("}");
        return text.ToString();
    }
}

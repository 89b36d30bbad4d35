using System.Text;

namespace Generator;

internal static class OutputTypeWriter
{
    public static string Write(Reference type, IEnumerable<TsProperty> properties, CSharpTypes types)
    {
        var fields = new StringBuilder();
        var parameters = new List<string>();
        var assignments = new StringBuilder();
        foreach (var property in properties)
        {
            var spelled = types.Output(
                property.Type, property.Optional, new Place(type.Module, type.Name, property.Name));
            var field = Names.Property(type.Module, type.Name, property.Name);
            var parameter = Names.Parameter(property.Name);
            fields.AppendLine($"    public readonly {spelled} {field};");
            parameters.Add($"{spelled} {parameter}");
            assignments.AppendLine($"        {(field == parameter ? "this." : "")}{field} = {parameter};");
        }

        var space = parameters.Count > 0 ? "\n" : "";
        return $$"""
            [OutputType]
            public sealed class {{type.ClassName}}
            {
            {{fields}}{{space}}    [OutputConstructor]
                private {{type.ClassName}}({{string.Join(", ", parameters)}})
                {
            {{assignments}}    }
            }

            """;
    }
}

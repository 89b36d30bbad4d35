using System.Text.RegularExpressions;

namespace Generator;

/// <summary>Writes a function of the provider: its two ways to be called, their arguments and the result.</summary>
internal static partial class FunctionWriter
{
    public static string Write(Declarations declarations, ListedItem item, CSharpTypes types)
    {
        var (module, name, declaration) = (item.Module, item.Name, item.File + ".d.ts");
        var token = Token().Match(declarations.Text(item.File + ".js")).Groups["token"].Value;
        var arguments = Required(declarations.TopLevel(declaration, $"{name}Args"), item);
        var inputs = Required(declarations.TopLevel(declaration, $"{name}OutputArgs"), item);
        var result = Required(declarations.TopLevel(declaration, $"{name}Result"), item);
        if (arguments.Properties.Any(p => !p.Optional))
        {
            throw new GeneratorException($"{item.File} has required arguments: this tool cannot write that yet");
        }

        return $$"""
            /// <summary>{{item.Documentation}}</summary>
            public static class {{name}}
            {
                public static Task<{{name}}Result> InvokeAsync({{name}}Args? args = null, InvokeOptions? options = null)
                    => global::Pulumi.Deployment.Instance.InvokeAsync<{{name}}Result>(
                        "{{token}}", args ?? new {{name}}Args(), options.WithDefaults());

                public static Output<{{name}}Result> Invoke(
                    {{name}}InvokeArgs? args = null, InvokeOptions? options = null)
                    => global::Pulumi.Deployment.Instance.Invoke<{{name}}Result>(
                        "{{token}}", args ?? new {{name}}InvokeArgs(), options.WithDefaults());

                public static Output<{{name}}Result> Invoke({{name}}InvokeArgs args, InvokeOutputOptions options)
                    => global::Pulumi.Deployment.Instance.Invoke<{{name}}Result>(
                        "{{token}}", args ?? new {{name}}InvokeArgs(), options.WithDefaults());
            }

            {{InputTypeWriter.Write(arguments, module, $"{name}Args", "InvokeArgs", types, plain: true)}}
            {{InputTypeWriter.Write(inputs, module, $"{name}InvokeArgs", "InvokeArgs", types)}}
            {{OutputTypeWriter.Write(result, module, $"{name}Result", types)}}
            """;
    }

    private static TsShape Required(TsShape? shape, ListedItem item) =>
        shape ?? throw new GeneratorException($"{item.File} lacks a declaration of its arguments or its result");

    [GeneratedRegex("runtime\\.invoke\\(\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}

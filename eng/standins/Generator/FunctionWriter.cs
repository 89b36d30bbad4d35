using System.Text.RegularExpressions;

namespace Generator;

/// <summary>Writes a function of the provider.</summary>
internal static partial class FunctionWriter
{
    public static string Write(Reference type, string javaScript, bool argumentsOptional, CSharpTypes types)
    {
        var token = Token().Match(javaScript).Groups["token"].Value;
        var result = types.Mention(type with { Kind = Kind.FunctionResult }, type.Module);
        var arguments = types.Mention(type with { Kind = Kind.FunctionArguments }, type.Module);
        var args = argumentsOptional ? $"{arguments}? args = null" : $"{arguments} args";
        return $$"""
            /// <summary>{{type.Documentation}}</summary>
            public static class {{type.ClassName}}
            {
                public static Output<{{result}}> Invoke({{args}})
                    => global::Pulumi.Deployment.Instance.Invoke<{{result}}>("{{token}}", args ?? new {{arguments}}());
            }

            """;
    }

    [GeneratedRegex("runtime\\.invoke\\(\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}

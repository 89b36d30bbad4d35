using System.Text.RegularExpressions;

namespace Generator;

/// <summary>What a resource's declaration does not say and its JavaScript does.</summary>
/// <param name="Resource">The class's name.</param>
/// <param name="Token">The type token: <c>aws:s3/bucket:Bucket</c>.</param>
/// <param name="Aliases">Tokens that the type had before.</param>
/// <param name="Secrets">Arguments that become secret, and outputs that always are.</param>
/// <param name="Defaults">What an argument is when it is not given, as a C# expression.</param>
internal sealed partial record ResourceBehaviour(
    string Resource,
    string Token,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> Secrets,
    IReadOnlyDictionary<string, string> Defaults)
{
    public bool IsProvider => Resource == "Provider";

    public static ResourceBehaviour Read(string resource, string javaScript)
    {
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Default().Matches(javaScript))
        {
            var value = match.Groups["value"].Value;
            // an input made of null is as good as none, but its conversion is not declared so
            defaults.Add(match.Groups["name"].Value, value.StartsWith("utilities.getEnv(", StringComparison.Ordinal)
                ? $"{Names.Upper(value.Replace("getEnv", "GetEnv", StringComparison.Ordinal))}!"
                : value);
        }

        return new ResourceBehaviour(
            resource,
            TypeToken().Match(javaScript).Groups["token"].Value,
            Strings(AliasOptions().Match(javaScript).Value, Alias()),
            Strings(SecretOptions().Match(javaScript).Value, Quoted()),
            defaults);
    }

    private static List<string> Strings(string text, Regex each) =>
        [.. each.Matches(text).Select(m => m.Groups["text"].Value).Distinct()];

    [GeneratedRegex("static __pulumiType = '(?<token>[^']+)'")]
    private static partial Regex TypeToken();

    [GeneratedRegex(@"const aliasOpts = [^;]+;")]
    private static partial Regex AliasOptions();

    [GeneratedRegex("type: \"(?<text>[^\"]+)\"")]
    private static partial Regex Alias();

    [GeneratedRegex(@"const secretOpts = [^;]+;")]
    private static partial Regex SecretOptions();

    [GeneratedRegex("\"(?<text>[^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\(args\?\.(?<name>\w+)\) \?\? (?<value>true|false|utilities\.getEnv\([^)]*\))")]
    private static partial Regex Default();
}

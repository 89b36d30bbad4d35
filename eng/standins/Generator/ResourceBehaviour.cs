using System.Text.RegularExpressions;

namespace Generator;

/// <summary>The behaviour of a resource that its JavaScript has and its declaration lacks.</summary>
/// <param name="Token">The type token: <c>aws:s3/bucket:Bucket</c>.</param>
/// <param name="Secrets">The arguments that become secret.</param>
/// <param name="Defaults">The defaults of arguments, as C# expressions.</param>
internal sealed partial record ResourceBehaviour(
    string Token, IReadOnlySet<string> Secrets, IReadOnlyDictionary<string, string> Defaults)
{
    /// <summary>The arguments that are sent as JSON: those of a provider that are no texts.</summary>
    public IReadOnlySet<string> Json { get; init; } = new HashSet<string>();

    public string BaseClass { get; init; } = "CustomResource";

    public static ResourceBehaviour Read(string javaScript) => new(
        TypeToken().Match(javaScript).Groups["token"].Value,
        Quoted().Matches(SecretOptions().Match(javaScript).Value).Select(m => m.Groups["text"].Value).ToHashSet(),
        Default().Matches(javaScript).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value));

    [GeneratedRegex("static __pulumiType = '(?<token>[^']+)'")]
    private static partial Regex TypeToken();

    [GeneratedRegex(@"const secretOpts = [^;]+;")]
    private static partial Regex SecretOptions();

    [GeneratedRegex("\"(?<text>[^\"]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\(args\?\.(?<name>\w+)\) \?\? (?<value>true|false)")]
    private static partial Regex Default();
}

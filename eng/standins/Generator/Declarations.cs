using System.Text.RegularExpressions;

namespace Generator;

/// <summary>The provider's declarations: the unpacked npm package <c>@pulumi/aws</c>.</summary>
internal sealed partial class Declarations(string folder)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _shapes = new(StringComparer.Ordinal);

    /// <summary>The text of a file of the package, such as <c>s3/bucket.js</c>.</summary>
    public string Text(string file)
    {
        if (!_files.TryGetValue(file, out var text))
        {
            var path = Path.Combine(folder, file);
            text = File.Exists(path)
                ? File.ReadAllText(path)
                : throw new GeneratorException($"{file} is not in the provider's package: correct resources.txt");
            _files.Add(file, text);
        }

        return text;
    }

    /// <summary>The class or interface of that name in a file that has it at its top level; null if absent.</summary>
    public TsShape? TopLevel(string file, string name)
    {
        var text = Text(file);
        var pattern = $@"^export (?:declare class|interface) {name} [^{{\n]*\{{";
        var header = Regex.Match(text, pattern, RegexOptions.Multiline);
        return header.Success
            ? new TsShape(name, new TsReader(text, header.Index + header.Length).ReadProperties())
            : null;
    }

    /// <summary>A nested type: <paramref name="kind"/> is <c>inputs</c> or <c>outputs</c>.</summary>
    public TsShape Nested(string kind, string module, string name)
    {
        var file = $"types/{kind[..^1]}.d.ts";
        if (!_shapes.TryGetValue(file, out var shapes))
        {
            shapes = IndexShapes(Text(file));
            _shapes.Add(file, shapes);
        }

        return shapes.TryGetValue($"{module}.{name}", out var at)
            ? new TsShape(name, new TsReader(Text(file), at).ReadProperties())
            : throw new GeneratorException($"{kind}.{module}.{name} is not declared in {file}");
    }

    public TsEnum Enum(string module, string name)
    {
        var text = Text($"types/enums/{module}/index.d.ts");
        var header = Regex.Match(text, $@"^export declare const {name}: \{{", RegexOptions.Multiline);
        return header.Success
            ? new TsEnum(name, new TsReader(text, header.Index + header.Length).ReadEnumMembers())
            : throw new GeneratorException($"enums.{module}.{name} is not declared");
    }

    private static Dictionary<string, int> IndexShapes(string text)
    {
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        var module = "";
        foreach (Match header in NamespaceOrInterface().Matches(text))
        {
            if (header.Groups["module"] is { Success: true } found)
            {
                module = found.Value;
            }
            else
            {
                var owner = header.Value.StartsWith("export", StringComparison.Ordinal) ? "" : module;
                shapes[$"{owner}.{header.Groups["name"].Value}"] = header.Index + header.Length;
            }
        }

        return shapes;
    }

    [GeneratedRegex(@"^(?:export declare namespace (?<module>\w+)|(?:export|   ) interface (?<name>\w+)) \{",
        RegexOptions.Multiline)]
    private static partial Regex NamespaceOrInterface();
}

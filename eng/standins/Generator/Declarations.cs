using System.Text.RegularExpressions;

namespace Generator;

/// <summary>The provider's declarations: the unpacked npm package <c>@pulumi/aws</c>.</summary>
internal sealed partial class Declarations(string folder)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _shapes = new(StringComparer.Ordinal);

    /// <summary>The text of a file of the package, such as <c>s3/bucket.js</c>.</summary>
    public string Text(string file)
    {
        if (!_files.TryGetValue(file, out var text))
        {
            var path = Path.Combine(folder, file);
            text = File.Exists(path)
                ? File.ReadAllText(path)
                : throw new GeneratorException($"{file} is not in the provider's package");
            _files.Add(file, text);
        }

        return text;
    }

    /// <summary>The names of the resources and functions of a module, from its files.</summary>
    public IReadOnlyList<string> ItemsOf(string module)
    {
        if (!_items.TryGetValue(module, out var items))
        {
            items = [.. Directory.EnumerateFiles(Path.Combine(folder, module), "*.d.ts")
                .Select(file => Path.GetFileName(file)[..^".d.ts".Length])];
            _items.Add(module, items);
        }

        return items;
    }

    public bool HasModule(string module) => Directory.Exists(Path.Combine(folder, module));

    /// <summary>A resource or a function; null for a file that declares something else.</summary>
    public Reference? Item(string module, string item)
    {
        var name = Names.Upper(item);
        var text = Text((module.Length > 0 ? $"{module}/" : "") + $"{item}.d.ts");
        return text.Contains($"declare class {name} extends pulumi.CustomResource ", StringComparison.Ordinal)
                ? new Reference(Kind.Resource, module, name)
            : text.Contains($"export interface {name}OutputArgs ", StringComparison.Ordinal)
                ? new Reference(Kind.Function, module, name)
            : null;
    }

    /// <summary>The properties of a type, in the provider's order.</summary>
    public IReadOnlyList<TsProperty> Properties(Reference type)
    {
        if (type.Kind is Kind.NestedInput or Kind.NestedOutput)
        {
            return Nested(type.Kind == Kind.NestedInput ? "input" : "output", type.Module, type.Name);
        }

        var name = type.Kind switch
        {
            Kind.Arguments => $"{type.Name}Args",
            Kind.FunctionArguments => $"{type.Name}OutputArgs",
            Kind.FunctionResult => $"{type.Name}Result",
            _ => type.Name,
        };
        return TopLevel($"{type.DeclaredIn}.d.ts", name)
            ?? throw new GeneratorException($"{type.DeclaredIn}.d.ts does not declare {name}");
    }

    public TsEnum Enum(string module, string name)
    {
        var text = Text(module.Length > 0 ? $"types/enums/{module}/index.d.ts" : "types/enums/index.d.ts");
        var header = Regex.Match(text, $@"^export declare const {name}: \{{", RegexOptions.Multiline);
        return header.Success
            ? new TsEnum(name, new TsReader(text, header.Index + header.Length).ReadEnumMembers())
            : throw new GeneratorException($"enums.{module}.{name} is not declared");
    }

    /// <summary>The members of a class or interface at the top level of a file; null if there is none.</summary>
    private List<TsProperty>? TopLevel(string file, string name)
    {
        var text = Text(file);
        var pattern = $@"^export (?:declare class|interface) {name} [^{{\n]*\{{";
        var header = Regex.Match(text, pattern, RegexOptions.Multiline);
        return header.Success ? new TsReader(text, header.Index + header.Length).ReadProperties() : null;
    }

    private List<TsProperty> Nested(string file, string module, string name)
    {
        file = $"types/{file}.d.ts";
        if (!_shapes.TryGetValue(file, out var shapes))
        {
            shapes = IndexShapes(Text(file));
            _shapes.Add(file, shapes);
        }

        return shapes.TryGetValue($"{module}.{name}", out var at)
            ? new TsReader(Text(file), at).ReadProperties()
            : throw new GeneratorException($"{module}.{name} is not declared in {file}");
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

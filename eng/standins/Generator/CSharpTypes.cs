namespace Generator;

/// <summary>A nested type or an enumeration that a written type mentions.</summary>
/// <param name="Kind"><c>inputs</c>, <c>outputs</c> or <c>enums</c>.</param>
internal sealed record Reference(string Kind, string Module, string Name);

/// <summary>
/// Spells a TypeScript type in C# as Pulumi's own generator for .NET does, and tells which other types it mentions.
/// </summary>
internal sealed class CSharpTypes(Action<Reference> mentioned)
{
    public static bool IsCollection(TsType type) => type is TsType.ListOf or TsType.MapOf;

    /// <summary>The type of a property of arguments, not nullable: <c>InputList&lt;string&gt;</c>.</summary>
    public string Input(TsType type, Place place) => type switch
    {
        TsType.ListOf list => $"InputList<{Plain(list.Element, place)}>",
        TsType.MapOf map => $"InputMap<{Plain(map.Element, place)}>",
        TsType.UnionOf union when !IsAsset(union) => Union(union, place, "InputUnion", "Input<{0}>"),
        _ => $"Input<{Plain(type, place)}>",
    };

    /// <summary>The same without <c>Input</c>: inside a list, a map or a union, or a function's argument.</summary>
    public string Plain(TsType type, Place place) => type switch
    {
        TsType.ListOf list => $"ImmutableArray<{Plain(list.Element, place)}>",
        TsType.MapOf map => $"ImmutableDictionary<string, {Plain(map.Element, place)}>",
        TsType.UnionOf union when IsAsset(union) => "AssetOrArchive",
        TsType.UnionOf union => Union(union, place, "Union", "{0}"),
        TsType.Named named => Named(named.Name, place),
        _ => throw new GeneratorException($"{place}: cannot spell {type}"),
    };

    /// <summary>The type of what the provider answers. An array is never null, anything else may be.</summary>
    public string Output(TsType type, bool optional, Place place)
    {
        var nullable = optional && type is not TsType.ListOf;
        return Plain(type is TsType.UnionOf union && !IsAsset(union) ? new TsType.Named("string") : type, place) + (nullable ? "?" : "");
    }

    // the one union that is no Union in C#: both have a common base there
    private static bool IsAsset(TsType.UnionOf union) =>
        union.Options.All(o => o is TsType.Named { Name: "pulumi.asset.Asset" or "pulumi.asset.Archive" });

    private string Union(TsType.UnionOf union, Place place, string two, string one)
    {
        var options = union.Options.Select(o => Plain(o, place)).Distinct().ToList();
        return options.Count switch
        {
            1 => one.Replace("{0}", options[0], StringComparison.Ordinal),
            2 => $"{two}<{string.Join(", ", options)}>",
            _ => "object",
        };
    }

    private string Named(string name, Place place)
    {
        switch (name)
        {
            case "string":
            case "object":
                return name;
            case "any":
                return "object";
            case "boolean":
                return "bool";
            case "number":
                return Numbers.CSharp(place.Module, place.Shape, place.Property);
            case "pulumi.asset.Archive":
                return "Archive";
            default:
                break;
        }

        var parts = name.Split('.');
        return parts switch
        {
            ["inputs" or "outputs" or "enums", _] => Mention(new Reference(parts[0], "", parts[1]), place),
            ["inputs" or "outputs" or "enums", _, _] => Mention(new Reference(parts[0], parts[1], parts[2]), place),
            // a resource, where its name or ARN is meant: C# has a string there
            [var resource] when char.IsUpper(resource[0]) => "string",
            _ => throw new GeneratorException($"{place}: the type {name} is not known"),
        };
    }

    private string Mention(Reference reference, Place place)
    {
        mentioned(reference);
        var (kind, module, name) = reference;
        if (kind == "enums")
        {
            return $"{Names.Namespace(module)}.{name}";
        }

        var typed = kind == "inputs" ? $"Inputs.{name}Args" : $"Outputs.{name}";
        return module == place.Module ? typed : $"{Names.Namespace(module)}.{typed}";
    }
}

namespace Generator;

/// <summary>Writes a TypeScript type in C# as Pulumi's own generator for .NET does, and reports the other types in
/// it.</summary>
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

    /// <summary>The type of a provider's answer. An array is never null, any other type may be.</summary>
    public string Output(TsType type, bool optional, Place place)
    {
        var nullable = optional && type is not TsType.ListOf;
        var single = type is TsType.UnionOf union && !IsAsset(union) ? new TsType.Named("string") : type;
        return Plain(single, place) + (nullable ? "?" : "");
    }

    // without Input: inside a list, a map or a union
    private string Plain(TsType type, Place place) => type switch
    {
        TsType.ListOf list => $"ImmutableArray<{Plain(list.Element, place)}>",
        TsType.MapOf map => $"ImmutableDictionary<string, {Plain(map.Element, place)}>",
        TsType.UnionOf union when IsAsset(union) => "AssetOrArchive",
        TsType.UnionOf union => Union(union, place, "Union", "{0}"),
        TsType.Named named => Named(named.Name, place),
        _ => throw new GeneratorException($"{place}: cannot spell {type}"),
    };

    // the only union that is not a Union in C#: its types have a common base there
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

        return name.Split('.') switch
        {
            [var kind and ("inputs" or "outputs" or "enums"), var type] =>
                Mention(new(Nested(kind), "", type), place.Module),
            [var kind and ("inputs" or "outputs" or "enums"), var module, var type] =>
                Mention(new(Nested(kind), module, type), place.Module),
            // a resource in place of its name or ARN: C# has a string there
            [var resource] when char.IsUpper(resource[0]) => "string",
            _ => throw new GeneratorException($"{place}: the type {name} is not known"),
        };
    }

    /// <summary>The name of a type as the file of a module writes it.</summary>
    public string Mention(Reference type, string module)
    {
        mentioned(type);
        return type.Module != module || type.Kind == Kind.Enumeration ? type.FullName
            : type.Kind is Kind.NestedInput ? $"Inputs.{type.ClassName}"
            : type.Kind is Kind.NestedOutput ? $"Outputs.{type.ClassName}"
            : type.ClassName;
    }

    private static Kind Nested(string kind) => kind switch
    {
        "inputs" => Kind.NestedInput,
        "outputs" => Kind.NestedOutput,
        _ => Kind.Enumeration,
    };
}

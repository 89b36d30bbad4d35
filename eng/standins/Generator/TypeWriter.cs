namespace Generator;

/// <summary>Writes a type of any kind, with its used members only.</summary>
/// <param name="mentioned">Called with each type that the written one refers to.</param>
internal sealed class TypeWriter(Declarations declarations, UsedNames used, Action<Reference> mentioned)
{
    private readonly CSharpTypes _types = new(mentioned);

    public string Write(Reference type) => type.Kind switch
    {
        Kind.Resource => ResourceWriter.Write(
            type, Used(type), Behaviour(type), AllOptional(type with { Kind = Kind.Arguments }), _types),
        Kind.Arguments => InputTypeWriter.Write(type, UsedOrRequired(type), _types, Behaviour(type)),
        Kind.Function => FunctionWriter.Write(
            type, JavaScript(type), AllOptional(type with { Kind = Kind.FunctionArguments }), _types),
        Kind.FunctionArguments or Kind.NestedInput => InputTypeWriter.Write(type, UsedOrRequired(type), _types),
        Kind.FunctionResult or Kind.NestedOutput => OutputTypeWriter.Write(type, Used(type), _types),
        Kind.Enumeration => EnumWriter.Write(type, declarations.Enum(type.Module, type.Name), used),
        _ => throw new GeneratorException($"{type.FullName} is of no kind that can be written"),
    };

    private List<TsProperty> Used(Reference type) => Written(type, property => IsUsed(type, property));

    // Code that creates an object of a class must give the required members, and sends its defaults.
    private List<TsProperty> UsedOrRequired(Reference type)
    {
        var isMade = used.Has(type.FullName);
        var defaults = type.Kind == Kind.Arguments ? Behaviour(type).Defaults : null;
        return Written(type, property => IsUsed(type, property)
            || (isMade && (!property.Optional || defaults?.ContainsKey(property.Name) is true)));
    }

    private List<TsProperty> Written(Reference type, Func<TsProperty, bool> isWritten)
    {
        var written = declarations.Properties(type).Where(isWritten).ToList();
        return used == UsedNames.Everything || !written.Any(property => NameOf(type, property) == type.Name)
            ? written
            : throw new GeneratorException(
                $"a property of {type.FullName} has its class's name: add its name in the real package to Names.cs");
    }

    private bool IsUsed(Reference type, TsProperty property) =>
        used.Has(type.FullName, NameOf(type, property));

    private static string NameOf(Reference type, TsProperty property) =>
        Names.Property(type.Module, type.Name, property.Name);

    private bool AllOptional(Reference arguments) => declarations.Properties(arguments).All(p => p.Optional);

    private ResourceBehaviour Behaviour(Reference resource) => ResourceBehaviour.Read(JavaScript(resource));

    private string JavaScript(Reference type) => declarations.Text($"{type.DeclaredIn}.js");
}

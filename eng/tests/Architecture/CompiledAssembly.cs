using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Eng.Tests.Architecture;

/// <summary>Reads the types of an assembly and their references, without loading it.</summary>
/// <remarks>The compiler replaces a constant by its value, so the assembly has no such reference.</remarks>
internal static class CompiledAssembly
{
    /// <summary>All top-level types, without the compiler's own.</summary>
    public static IReadOnlyList<CompiledType> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions
                .GroupBy(type => TypeNames.Outermost(metadata, type))
                .Where(family => !TypeNames.Read(metadata, family.Key).Name.StartsWith('<'))
                .Select(family => Read(file, metadata, family.Key, family)),
        ];
    }

    private static CompiledType Read(
        PEReader file,
        MetadataReader metadata,
        TypeDefinitionHandle outermost,
        IEnumerable<TypeDefinitionHandle> family)
    {
        var references = new ReferenceCollector(file, metadata);
        foreach (var type in family)
        {
            references.AddAll(type);
        }

        var (ns, name) = TypeNames.Read(metadata, outermost);
        return new CompiledType(ns, name, references.Found);
    }
}

/// <summary>A top-level type of an assembly, together with its nested types.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="References">The types of the same assembly that it refers to, by full name.</param>
internal sealed record CompiledType(string Namespace, string Name, IReadOnlySet<string> References)
{
    /// <summary>True if a generator of .NET made the type, in its own namespace.</summary>
    public bool IsGenerated =>
        Namespace.StartsWith("System.", StringComparison.Ordinal)
        || Namespace.StartsWith("Microsoft.", StringComparison.Ordinal);

    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

internal static class TypeNames
{
    /// <summary>The type itself, or the top-level type that it is nested in.</summary>
    public static TypeDefinitionHandle Outermost(MetadataReader metadata, TypeDefinitionHandle type) =>
        metadata.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } declaring
            ? Outermost(metadata, declaring)
            : type;

    /// <summary>The namespace and the name of a top-level type, without the number of type parameters.</summary>
    public static (string Namespace, string Name) Read(MetadataReader metadata, TypeDefinitionHandle type)
    {
        var definition = metadata.GetTypeDefinition(type);
        return (metadata.GetString(definition.Namespace), metadata.GetString(definition.Name).Split('`')[0]);
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tests.Architecture;

/// <summary>Reads the types of an assembly and what each refers to, without loading it.</summary>
/// <remarks>The compiler replaces a constant by its value: such a reference is not in the assembly.</remarks>
internal static class CompiledAssembly
{
    /// <summary>All top-level types but those that the compiler makes for itself.</summary>
    public static IReadOnlyList<CompiledType> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions
                .GroupBy(type => TypeNames.Outermost(metadata, type))
                .Where(family => !TypeNames.Of(metadata, family.Key).Name.StartsWith('<'))
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

        var (ns, name) = TypeNames.Of(metadata, outermost);
        return new CompiledType(ns, name, references.Found);
    }
}

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

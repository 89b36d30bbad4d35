using System.Reflection.Metadata;

namespace Eng.Tests.Architecture;

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

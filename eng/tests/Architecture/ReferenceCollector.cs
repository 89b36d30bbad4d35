using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Eng.Tests.Architecture;

/// <summary>Collects the types of one assembly that a type refers to in its base types, signatures, constraints,
/// attributes and method bodies. A nested type counts as its outermost type.</summary>
internal sealed class ReferenceCollector(PEReader file, MetadataReader metadata)
    : ISignatureTypeProvider<string, object?>, ICustomAttributeTypeProvider<string>
{
    private const string SystemType = "System.Type";

    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>The full names of all types found so far.</summary>
    public IReadOnlySet<string> Found => _found;

    /// <summary>Adds the references of one type, without its nested types.</summary>
    public void AddAll(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        Add(type.BaseType);
        Add(type.GetGenericParameters());
        Add(type.GetCustomAttributes());
        foreach (var implemented in type.GetInterfaceImplementations().Select(metadata.GetInterfaceImplementation))
        {
            Add(implemented.Interface);
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            field.DecodeSignature(this, null);
            Add(field.GetCustomAttributes());
        }

        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            property.DecodeSignature(this, null);
            Add(property.GetCustomAttributes());
        }

        foreach (var happening in type.GetEvents().Select(metadata.GetEventDefinition))
        {
            Add(happening.Type);
            Add(happening.GetCustomAttributes());
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            Add(method);
        }
    }

    private void Add(MethodDefinition method)
    {
        method.DecodeSignature(this, null);
        Add(method.GetGenericParameters());
        Add(method.GetCustomAttributes());
        foreach (var parameter in method.GetParameters().Select(metadata.GetParameter))
        {
            Add(parameter.GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null);
        }

        foreach (var region in body.ExceptionRegions)
        {
            Add(region.CatchType);
        }

        foreach (var token in Instructions.TokensOf(body.GetILContent()))
        {
            Add(MetadataTokens.EntityHandle(token));
        }
    }

    private void Add(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters.Select(metadata.GetGenericParameter))
        {
            Add(parameter.GetCustomAttributes());
            foreach (var constraint in parameter.GetConstraints().Select(metadata.GetGenericParameterConstraint))
            {
                Add(constraint.Type);
            }
        }
    }

    private void Add(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes.Select(metadata.GetCustomAttribute))
        {
            Add(attribute.Constructor);
            // A type as an argument is a string in the attribute's value.
            attribute.DecodeValue(this);
        }
    }

    private void Add(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                GetTypeFromDefinition(metadata, (TypeDefinitionHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                break;
            case HandleKind.MethodDefinition:
                Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                Add(method.Method);
                method.DecodeSignature(this, null);
                break;
            case HandleKind.StandaloneSignature:
                metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(this, null);
                break;
            case HandleKind.TypeReference:
                // It is in another assembly.
                break;
            default:
                throw new NotSupportedException($"An instruction refers to a {handle.Kind}.");
        }
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var (ns, name) = TypeNames.Read(reader, TypeNames.Outermost(reader, handle));
        var fullName = ns.Length == 0 ? name : $"{ns}.{name}";
        _found.Add(fullName);
        return fullName;
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetTypeFromSerializedName(string name)
    {
        AddNamed(TypeName.Parse(name));
        return name;
    }

    private void AddNamed(TypeName type)
    {
        if (type.IsConstructedGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                AddNamed(argument);
            }

            type = type.GetGenericTypeDefinition();
        }

        if (type.IsArray || type.IsPointer || type.IsByRef)
        {
            AddNamed(type.GetElementType());
            return;
        }

        while (type.IsNested)
        {
            type = type.DeclaringType;
        }

        var own = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        if (type.AssemblyName is null || type.AssemblyName.Name == own)
        {
            _found.Add(type.FullName.Split('`')[0]);
        }
    }

    // An enum of another assembly: no attribute here takes one with another underlying type.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == SystemType;

    public string GetSystemType() => SystemType;

    public string GetSZArrayType(string elementType) => elementType;

    public string GetArrayType(string elementType, ArrayShape shape) => elementType;

    public string GetByReferenceType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "";

    public string GetGenericMethodParameter(object? genericContext, int index) => "";

    public string GetGenericTypeParameter(object? genericContext, int index) => "";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";
}

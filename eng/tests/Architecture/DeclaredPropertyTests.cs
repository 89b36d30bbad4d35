using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Twin.Aws.Athena;
using Twin.Aws.CloudWatch;
using Twin.Aws.EventBridge;
using Twin.Aws.Glue;
using Twin.Aws.StepFunctions;

namespace Eng.Tests.Architecture;

/// <summary>A declared property counts as carried out where it is read. So the value that is read must be used: by
/// another type, or by the type's own code, except for the code that the compiler writes for a record.</summary>
public sealed class DeclaredPropertyTests
{
    private static readonly string[] WrittenByTheCompiler =
        ["PrintMembers", "Equals", "GetHashCode", "<Clone>$", "Deconstruct", ".ctor", "ToString", "op_Equality"];

    public static TheoryData<string> Declarations =>
    [
        nameof(AlarmDeclaration), nameof(BucketSettings), nameof(CatalogColumn), nameof(CatalogTable),
        nameof(CrawlerDeclaration), nameof(EventInvokeConfig), nameof(LambdaFunction), nameof(LambdaNotification),
        nameof(LambdaPermissionStatement), nameof(LifecycleConfiguration), nameof(LifecycleRule),
        nameof(ExecutionLogging), nameof(LifecycleTransition), nameof(NamedQueryDeclaration),
        nameof(StateMachineDeclaration), nameof(TargetDeclaration), nameof(WorkGroupDeclaration),
    ];

    [Theory, MemberData(nameof(Declarations))]
    public void Each_property_of_a_declaration_is_used(string type) =>
        Assert.Empty(Unused(ProductAssemblies.PathOf("Twin.Aws"), type));

    [Fact]
    public void A_property_that_nothing_uses_is_found() => Assert.Equal(
        ["Ignored"],
        Unused(typeof(DeclaredPropertyTests).Assembly.Location, nameof(SampleDeclaration)));

    private static IReadOnlyList<string> Unused(string path, string typeName)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var declaration = metadata.TypeDefinitions.Single(type =>
            metadata.GetString(metadata.GetTypeDefinition(type).Name) == typeName);
        var called = (
            from handle in metadata.MethodDefinitions
            let method = metadata.GetMethodDefinition(handle)
            where method.RelativeVirtualAddress != 0
            where method.GetDeclaringType() != declaration
                || !WrittenByTheCompiler.Contains(metadata.GetString(method.Name))
            from token in Instructions.TokensOf(
                file.GetMethodBody(method.RelativeVirtualAddress).GetILContent())
            select token).ToHashSet();
        return
        [
            .. from property in metadata.GetTypeDefinition(declaration).GetProperties()
                   .Select(metadata.GetPropertyDefinition)
               let name = metadata.GetString(property.Name)
               where name != "EqualityContract"
                   && !called.Contains(MetadataTokens.GetToken(property.GetAccessors().Getter))
                   && !IsUsedByTheTwin(typeName, name)
               select name,
        ];
    }

    private static bool IsUsedByTheTwin(string typeName, string property)
    {
        using var file = new PEReader(File.OpenRead(ProductAssemblies.PathOf("Twin.Host")));
        var metadata = file.GetMetadataReader();
        return (
            from handle in metadata.MemberReferences
            let member = metadata.GetMemberReference(handle)
            where member.Parent.Kind == HandleKind.TypeReference
            let type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent)
            where metadata.GetString(type.Name) == typeName
            select metadata.GetString(member.Name)).Contains($"get_{property}");
    }

    /// <summary>A declaration with one used property and one unused.</summary>
    private sealed record SampleDeclaration(string Used, string Ignored)
    {
        public int Length => Used.Length;

        public static int Read() => new SampleDeclaration("", "").Length;
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Eng.Tests.Architecture;

/// <summary>The mission's tests know of the twin only the declaration and the host's door.</summary>
public sealed class MissionTestTests
{
    private const string Declaration = "Twin.Declaration";

    [Fact]
    public void The_missions_tests_refer_to_the_declaration_and_the_hosts_door_only()
    {
        var references = TwinTypesOf(TestAssemblies.PathOf("Tests"));

        Assert.Contains(references, type => type.Assembly == "Twin.Host");
        Assert.Empty(Others(references));
    }

    [Fact]
    public void A_reference_past_the_door_is_found() => Assert.Contains(
        "Twin.Aws.Iam.AccessControl", Others(TwinTypesOf(TestAssemblies.PathOf("Twin.Tests"))));

    [Theory]
    [InlineData("Twin.Host.Door.DeclaredLake", true)]
    [InlineData("Twin.Host.Loading.StackLoader", true)]
    [InlineData("Twin.Spotify.Playlists.SandboxPlaylist", true)]
    [InlineData("Twin.Host.LocalTwin", false)]
    [InlineData("Twin.Aws.AwsModules", false)]
    public void The_door_is_its_types_and_what_their_members_name(string type, bool isPublished) =>
        Assert.Equal(isPublished, PublishedDoor.Types.Contains(type));

    [Theory]
    [InlineData("Twin.Aws")]
    [InlineData("Twin.Declaration")]
    [InlineData("Twin.Host")]
    [InlineData("Twin.Spotify")]
    public void No_project_of_the_twin_shows_its_internals_to_the_missions_tests(string project) =>
        Assert.DoesNotContain("Tests", FriendsOf(ProductAssemblies.PathOf(project)));

    private static IEnumerable<string> Others(IEnumerable<(string Assembly, string Type)> references) =>
        from reference in references
        where reference.Assembly != Declaration && !PublishedDoor.Types.Contains(reference.Type)
        orderby reference.Type
        select reference.Type;

    private static List<(string Assembly, string Type)> TwinTypesOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.TypeReferences
               let type = metadata.GetTypeReference(handle)
               where type.ResolutionScope.Kind == HandleKind.AssemblyReference
               let assembly = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope)
               let name = metadata.GetString(assembly.Name)
               where name.StartsWith("Twin.", StringComparison.Ordinal)
               select (name, $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }

    private static List<string> FriendsOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return
        [
            .. from handle in metadata.GetAssemblyDefinition().GetCustomAttributes()
               let attribute = metadata.GetCustomAttribute(handle)
               where attribute.Constructor.Kind == HandleKind.MemberReference
               let constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor)
               where constructor.Parent.Kind == HandleKind.TypeReference
               let type = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent)
               where metadata.GetString(type.Name) == "InternalsVisibleToAttribute"
               select NameIn(metadata.GetBlobReader(attribute.Value)),
        ];
    }

    // Two bytes come before the first argument.
    private static string NameIn(BlobReader value)
    {
        value.ReadUInt16();
        return value.ReadSerializedString()!.Split(',')[0];
    }
}

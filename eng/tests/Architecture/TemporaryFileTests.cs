using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Eng.Tests.Architecture;

/// <summary>Every temporary file of the programs is in a <see cref="global::Twin.Aws.Hosting.TemporaryFolder"/>: it
/// is private, and does not long survive a killed process.</summary>
public sealed class TemporaryFileTests
{
    private static readonly string[] Makers = ["CreateTempSubdirectory", "GetTempFileName", "GetTempPath"];

    [Theory]
    [InlineData("Infra", "")]
    [InlineData("Twin.Aws", "TemporaryFolder.Create calls CreateTempSubdirectory")]
    [InlineData("Twin.Spotify", "")]
    [InlineData("Twin.Host", "")]
    [InlineData("Twin.Cli", "")]
    [InlineData("Twin.Runtime", "")]
    [InlineData("Bench", "")]
    // On Linux the file never has a name.
    [InlineData("Functions", "FileBufferingStream.MoveToFile calls GetTempPath")]
    public void Only_temporary_folders_are_made_among_temporary_files(string project, string expected) =>
        Assert.Equal(expected, string.Join(", ", CallsOf(ProductAssemblies.PathOf(project))));

    private static List<string> CallsOf(string path)
    {
        using var assembly = new PEReader(File.OpenRead(path));
        var metadata = assembly.GetMetadataReader();
        var makers = metadata.MemberReferences
            .Select(handle => (Handle: handle, Name: metadata.GetString(metadata.GetMemberReference(handle).Name)))
            .Where(member => Makers.Contains(member.Name))
            .ToList();
        var calls = new List<string>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
            {
                continue;
            }

            var type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
            var body = assembly.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
            calls.AddRange(makers
                .Where(maker => body.AsSpan().IndexOf(CallOf(maker.Handle)) >= 0)
                .Select(maker => $"{type}.{metadata.GetString(method.Name)} calls {maker.Name}"));
        }

        return calls;
    }

    // The instruction "call" and the member's token.
    private static byte[] CallOf(MemberReferenceHandle member) =>
        [0x28, .. BitConverter.GetBytes(System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(member))];
}

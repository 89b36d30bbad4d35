namespace Eng.Tests.Architecture;

public sealed class SpotifyAdapterTests
{
    private const string Adapters = "Functions.Extract.Spotify";

    [Fact]
    public void The_Spotify_adapters_refer_to_no_other_folder_but_the_shared_JSON()
    {
        var types = CompiledAssembly.Read(ProductAssemblies.PathOf("Functions"));
        var folders = types.ToLookup(type => type.FullName, type => type.Namespace);

        Assert.Contains(types, type => type.Namespace == Adapters);
        Assert.Equal(
            ["Functions.Json"],
            from type in types
            where type.Namespace == Adapters
            from name in type.References
            from folder in folders[name].Distinct()
            where folder != Adapters && folder.StartsWith("Functions", StringComparison.Ordinal)
            group folder by folder into found
            select found.Key);
    }
}

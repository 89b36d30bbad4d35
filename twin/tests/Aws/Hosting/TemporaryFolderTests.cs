namespace Twin.Tests.Aws.Hosting;

public sealed class TemporaryFolderTests
{
    [Fact]
    public void A_folder_is_its_owners_alone_and_gone_in_the_end()
    {
        string path;
        using (var folder = TemporaryFolder.Create("unit"))
        using (var other = TemporaryFolder.Create("unit"))
        {
            path = folder.FullName;
            File.WriteAllText(Path.Combine(path, "file"), "");
            Assert.StartsWith("spotifystack-unit-", Path.GetFileName(path), StringComparison.Ordinal);
            Assert.NotEqual(path, other.FullName);
            Assert.True(OperatingSystem.IsWindows() || PrivateFolder.IsPrivate(path));
        }

        Assert.False(Directory.Exists(path));
    }
}

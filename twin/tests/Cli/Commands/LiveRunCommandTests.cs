namespace Twin.Tests.Cli.Commands;

public sealed class LiveRunCommandTests : FolderTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_live_run_makes_its_folder_private_before_it_reads_anything(bool isLive)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        Folder.Write("out/run.json", "{}");
        var output = Path.Combine(Folder.Root, "out");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(output, PrivateFolder.OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        using var run = LocalProgram.Start(
            ["run", "--out", output, .. isLive ? (string[])["--live", "--playlist-id", "3cEYpjA9oz9GiPac4AsH4n"] : []],
            new Dictionary<string, string>
            {
                ["SPOTIFY_CLIENT_ID"] = "nobody",
                ["SPOTIFY_CLIENT_SECRET"] = "nothing",
                ["SPOTIFY_REFRESH_TOKEN"] = "",
            });
        try
        {
            // The first line comes before the stack is loaded, and long before the first request to Spotify.
            Assert.NotNull(await run.StandardOutput.ReadLineAsync(Cancel));

            Assert.Equal(isLive, PrivateFolder.IsPrivate(output));
            Assert.True(PrivateFolder.IsPrivate(Assert.Single(Directory.GetDirectories(output))));
        }
        finally
        {
            run.Kill();
            await run.WaitForExitAsync(CancellationToken.None);
        }
    }
}

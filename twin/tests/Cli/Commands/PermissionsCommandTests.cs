namespace Twin.Tests.Cli.Commands;

public sealed class PermissionsCommandTests : FolderTest
{
    private const string Account = "123456789012";

    [Fact]
    public async Task The_documents_are_printed_with_a_place_for_the_account()
    {
        var end = await TwinCommand.RunAsync("permissions", "--stack", "dev");

        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.Matches("^deploy, document 1 of [2-9]: [0-9]+ of 6144 characters\n{\n  \"Version\"", end.Output);
        Assert.Contains("\npreview, document 1 of 1: ", end.Output, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::<account>:role/spotify-dev-extract-???????", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proof_takes_no_other_option()
    {
        var end = await TwinCommand.RunAsync("permissions", "--prove", "--stack", "dev");

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("Leave --stack out", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_document_becomes_a_file_for_the_account()
    {
        var end = await TwinCommand.RunAsync("permissions", "--account", Account, "--out", Folder.Root);

        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        var files = Directory.GetFiles(Folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal("deploy-1.json", files[0]);
        Assert.Equal(["preview.json", "query.json"], files[^2..]);
        Assert.Contains(
            $"arn:aws:athena:eu-central-1:{Account}:workgroup/spotify-dev\"",
            await File.ReadAllTextAsync(Path.Combine(Folder.Root, "query.json"), Cancel),
            StringComparison.Ordinal);
    }
}

namespace Twin.Tests.Cli.Commands;

/// <summary>Somebody else's run, whose catalog has a table of this person's own files.</summary>
public sealed class QueryLocationTests : FolderTest
{
    private const string Secret = "the secret of another folder";

    public QueryLocationTests()
    {
        Folder.Write("secret/a.csv", $"text\n{Secret}\n");
        Folder.Write("out/s3/bucket/songs/a.csv", "text\nof the run\n");
    }

    private string Out => Path.Combine(Folder.Root, "out");

    [Theory]
    [InlineData("s3://bucket/songs/")]
    [InlineData("s3://bucket/songs")]
    [InlineData("s3://bucket/nothing/")]
    public async Task A_location_in_the_folder_is_read(string location)
    {
        var end = await QueryAsync(location);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.StartsWith("\"text\"\n", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://bucket/../../../secret/")]
    [InlineData("s3://../../secret/")]
    [InlineData("s3://../s3/bucket/songs/../../../../secret/")]
    [InlineData("s3://bucket/{secret}/")]
    [InlineData("s3:///{secret}/")]
    [InlineData("s3://..")]
    [InlineData("{secret}/")]
    [InlineData("file://{secret}/")]
    [InlineData("s3://bucket/\0/")]
    public async Task A_location_that_leads_out_of_the_folder_is_refused(string location)
    {
        location = location.Replace("{secret}", Path.Combine(Folder.Root, "secret"), StringComparison.Ordinal);

        await AssertRefusedAsync(location, isPartition: false);
        await AssertRefusedAsync(location, isPartition: true);
    }

    [Fact]
    public async Task A_folder_that_is_a_link_itself_is_read()
    {
        var link = Path.Combine(Folder.Root, "link");
        Directory.CreateSymbolicLink(link, Out);
        WriteCatalog("s3://bucket/songs/", isPartition: false);

        var end = await TwinCommand.RunAsync("query", "SELECT text FROM songs", "--out", link);

        Assert.Equal(new ProgramEnd(ExitCodes.Done, "\"text\"\n\"of the run\"\n", ""), end);
    }

    private async Task AssertRefusedAsync(string location, bool isPartition)
    {
        var end = await QueryAsync(location, isPartition);

        Assert.DoesNotContain(Secret, end.Output, StringComparison.Ordinal);
        Assert.True((ExitCodes.Wrong, "") == (end.ExitCode, end.Output), $"{location}: {end}");
        Assert.Contains("the table songs", end.Errors, StringComparison.Ordinal);
        Assert.Contains(
            location.Replace("\0", @"\u0000", StringComparison.Ordinal), end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Errors, StringComparison.Ordinal);
    }

    private async Task<ProgramEnd> QueryAsync(string location, bool isPartition = false)
    {
        WriteCatalog(location, isPartition);
        return await TwinCommand.RunAsync("query", "SELECT text FROM songs", "--out", Out);
    }

    private void WriteCatalog(string location, bool isPartition) => Folder.Write("out/catalog.json", JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["database"] = new[]
            {
                new
                {
                    name = "songs",
                    location = isPartition ? "s3://bucket/songs/" : location,
                    columns = new[] { new { name = "text", type = "string" } },
                    partitionKeys = isPartition ? [new { name = "day", type = "string" }] : Array.Empty<object>(),
                    partitions = isPartition ? [new { values = (string[])["1"], location }] : Array.Empty<object>(),
                    serDe = "org.apache.hadoop.hive.serde2.OpenCSVSerde",
                    serDeParameters = new Dictionary<string, string> { ["separatorChar"] = ",", ["quoteChar"] = "\"" },
                    parameters = new Dictionary<string, string> { ["skip.header.line.count"] = "1" },
                },
            },
        }));
}

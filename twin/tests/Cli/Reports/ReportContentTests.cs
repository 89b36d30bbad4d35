namespace Twin.Tests.Cli.Reports;

public sealed class ReportContentTests : FolderTest
{
    [Fact]
    public void What_a_run_writes_is_read_back()
    {
        var content = SampleReports.Create(5, 1, text => text);
        content.Run.Write(Folder.Root);
        content.Stack!.Write(Folder.Root);
        TimelineFile.Write(Folder.Root, content.Entries!.Value);
        content.Cost!.Write(Folder.Root);
        Folder.Write("queries/top_songs.csv", "\"playlist\",\"song\"\n\"Playlist 1\",\n");
        Folder.Write("s3/spotify-dev-raw/raw/object", "1");
        Folder.Write(
            "s3/spotify-dev-processed/rejected/snapshot_date=2026-11-01/p.jsonl",
            "{\"page\":\"raw/p\",\"position\":7,\"reason\":\"it is odd\",\"record\":null}\nbroken\n");

        var read = ReportContent.Read(Folder.Root);

        Assert.Equal(content.Entries.Value, read.Entries!.Value);
        Assert.Equal(content.Cost.Services, read.Cost!.Services);
        Assert.Equal(content.Run.Alarms, read.Run.Alarms);
        Assert.Equal(1, read.Objects["spotify-dev-raw"]);
        Assert.Equal([new RejectedEntry("rejected/snapshot_date=2026-11-01/p.jsonl", 7, "it is odd")], read.Rejected);
        var query = Assert.Single(read.Queries);
        Assert.Equal(("top_songs", "Playlist 1"), (query.Name, query.Rows[0][0]));
        Assert.Null(query.Rows[0][1]);
    }

    [Fact]
    public void A_folder_of_an_earlier_version_lacks_files_and_is_read()
    {
        Records.Full(text => text).Write(Folder.Root);

        var read = ReportContent.Read(Folder.Root);

        Assert.Null(read.Stack);
        Assert.Null(read.Entries);
        Assert.Null(read.Cost);
        Assert.Empty(read.Queries);
    }

    [Fact]
    public void A_folder_without_a_run_is_refused_with_what_to_do() => Assert.Contains(
        "dotnet dev.cs run", Assert.Throws<InputException>(() => ReportContent.Read(Folder.Root)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("run.json")]
    [InlineData("stack.json")]
    [InlineData("timeline.jsonl")]
    [InlineData("cost.json")]
    public void A_file_that_cannot_be_read_is_named(string name)
    {
        Records.Full(text => text).Write(Folder.Root);
        Folder.Write(name, "{\"stack\":null");

        Assert.Contains(
            name, Assert.Throws<InputException>(() => ReportContent.Read(Folder.Root)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_failed_beside_the_folder_is_named()
    {
        Folder.Write("out.failed/stack.json", "{}");

        Assert.Contains(
            "out.failed",
            Assert.Throws<InputException>(() => ReportContent.Read(Path.Combine(Folder.Root, "out"))).Message,
            StringComparison.Ordinal);
    }
}

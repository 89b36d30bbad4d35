using Twin.Host.History;

namespace Twin.Tests.Host.History;

public sealed class ExportFilesTests : FolderTest
{
    private const string Name = "Spotify Extended Streaming History/Streaming_History_Audio_2021-2022_3.json";
    private static readonly string Text = Exports.Array(Exports.Extended("2020-04-11T00:27:53Z"));

    [Theory]
    [InlineData("Streaming_History_Audio_2021-2022_3.json", 1)]
    [InlineData("MyData/streaming_history_video_2020.JSON", 1)]
    [InlineData("endsong_0.json", 1)]
    [InlineData("deep/er/StreamingHistory0.json", 1)]
    [InlineData("StreamingHistory_music_0.json", 1)]
    [InlineData("StreamingHistory_podcast_0.json", 1)]
    [InlineData("Userdata.json", 0)]
    [InlineData("__MACOSX/._StreamingHistory0.json", 0)]
    [InlineData("Streaming_History_Audio.json.pdf", 0)]
    public void In_a_zip_and_in_a_folder_a_file_is_known_by_its_name(string name, int files)
    {
        Folder.Write("folder/StreamingHistory_music_9.json", Text);
        Folder.Write($"folder/{name}", Text);
        var zip = Folder.Write(
            "export.zip", Exports.Zip((Name, Text), ("ReadMe.pdf", "%PDF"), (name, Text)));

        using var fromFolder = Exports.Read(Path.Combine(Folder.Root, "folder"));
        using var fromZip = Exports.Read(zip);

        Assert.Equal((files + 1, files + 1), (fromFolder.Summary.Files, fromZip.Summary.Files));
    }

    [Fact]
    public void A_file_that_is_named_itself_is_read_whatever_its_name_with_or_without_a_byte_order_mark()
    {
        var first = Folder.Write("mine", Text);
        var second = Folder.Write("other.txt", "\uFEFF" + Text);

        using var export = Exports.Read(first, second, first);

        Assert.Equal((2, 2), (export.Summary.Files, (int)export.Summary.Records));
    }

    [Fact]
    public void Links_in_a_folder_are_not_followed()
    {
        Folder.Write("folder/StreamingHistory0.json", Text);
        var outside = Folder.Write("outside/StreamingHistory1.json", Text);
        File.CreateSymbolicLink(Path.Combine(Folder.Root, "folder/StreamingHistory1.json"), outside);
        Directory.CreateSymbolicLink(Path.Combine(Folder.Root, "folder/more"), Path.GetDirectoryName(outside)!);

        using var export = Exports.Read(Path.Combine(Folder.Root, "folder"));

        Assert.Equal(1, export.Summary.Files);
    }

    [Theory]
    [InlineData("../StreamingHistory0.json", "leads out of it")]
    [InlineData("/StreamingHistory0.json", "leads out of it")]
    [InlineData("C:/StreamingHistory0.json", "leads out of it")]
    [InlineData("a\\StreamingHistory0.json", "leads out of it")]
    [InlineData("video/../../photo.jpg", "leads out of it")]
    [InlineData("more.ZIP", "is a zip itself")]
    public void A_zip_with_a_file_that_no_export_has_is_refused(string name, string because) =>
        AssertRefused(Exports.Zip((Name, Text), (name, Text)), because);

    [Fact]
    public void A_zip_in_the_zip_is_known_by_its_first_bytes() => AssertRefused(
        Exports.Zip((Name, Encoding.UTF8.GetBytes(Text)), ("photo.jpg", Exports.Zip((Name, Text)))),
        "photo.jpg is a zip itself");

    [Fact]
    public void A_zip_that_is_none_is_refused() => AssertRefused(Encoding.UTF8.GetBytes(Text), "it is no zip");

    [Fact]
    public void A_damaged_zip_is_refused()
    {
        // Incompressible content, so that the change is in the middle of it.
        var content = Encoding.UTF8.GetBytes(Exports.Array(Enumerable.Range(0, 500).Select(_ =>
            Exports.Extended("2020-04-11T00:27:53Z", members: $"\"x\":\"{Guid.NewGuid()}\""))));
        var zip = Exports.Zip((Name, content));
        AssertRefused(zip[..(zip.Length / 2)], "it is damaged");

        zip[zip.Length / 2] ^= 0xFF;
        AssertRefused(zip, "it is damaged");
    }

    [Fact]
    public void An_encrypted_zip_is_refused()
    {
        var zip = Exports.Zip((Name, Text));

        // The flag in the entry's header and in the directory at the end.
        foreach (var (signature, flags) in ((string, int)[])[("PK\u0003\u0004", 6), ("PK\u0001\u0002", 8)])
        {
            zip[zip.AsSpan().IndexOf(Encoding.ASCII.GetBytes(signature)) + flags] |= 1;
        }

        AssertRefused(zip, "is encrypted");
    }

    [Fact]
    public void A_zip_that_unpacks_to_more_than_the_limit_is_refused()
    {
        var zip = Folder.Write("export.zip", Exports.Zip((Name, Text), ("endsong_0.json", Text)));
        ExportOptions Limit(int bytes) => new([zip], false) { MaxUnpackedBytes = bytes };

        StrippedExport.Read(Limit(2 * Text.Length), TimeProvider.System, Cancel).Dispose();
        var refused = Assert.Throws<InputException>(() =>
            StrippedExport.Read(Limit((2 * Text.Length) - 1), TimeProvider.System, Cancel));

        Assert.Contains("unpacks to more bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_has_no_history_is_named()
    {
        var empty = Directory.CreateDirectory(Path.Combine(Folder.Root, "empty")).FullName;

        Assert.Contains("there is no such file", Assert.Throws<InputException>(() =>
            Exports.Read(Path.Combine(Folder.Root, "none.zip"))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no streaming history", Assert.Throws<InputException>(() =>
            Exports.Read(empty)).Message, StringComparison.Ordinal);
        AssertRefused(Exports.Zip(("Userdata.json", "{}")), "holds no streaming history");
    }

    [Fact]
    public void A_folder_that_may_not_be_read_is_named()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root reads every folder");
        var closed = Directory.CreateDirectory(Path.Combine(Folder.Root, "closed")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(closed, UnixFileMode.None);
            var refused = Assert.Throws<InputException>(() => Exports.Read(Folder.Root));
            File.SetUnixFileMode(closed, PrivateFolder.OwnerOnly);

            Assert.Contains("cannot be read", refused.Message, StringComparison.Ordinal);
        }
    }

    private void AssertRefused(byte[] zip, string because)
    {
        var refused = Assert.Throws<InputException>(() => Exports.Read(Folder.Write("export.zip", zip)));

        Assert.Contains("export.zip", refused.Message, StringComparison.Ordinal);
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }
}

using System.Diagnostics;

namespace Twin.Tests.Cli.Reports;

public sealed class OutputFolderTests : FolderTest
{
    private string Out => Path.Combine(Folder.Root, "out");

    [Fact]
    public void A_run_that_succeeds_takes_the_place_of_the_earlier_one()
    {
        Earlier();

        using (var output = OutputFolder.Begin(Out))
        {
            Fill(output, "new");
            Assert.Equal("old", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
            Assert.Equal(Out, output.Publish());
        }

        Assert.Equal("new", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
        Assert.False(Directory.Exists(Path.Combine(Out, "s3")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Out, "notes.txt")));
        Assert.Equal([Out], Directory.GetFileSystemEntries(Folder.Root));
    }

    [Fact]
    public void A_folder_below_the_working_directory_is_named_by_its_relative_path()
    {
        var name = $"run-{Guid.NewGuid():N}";
        try
        {
            using var output = OutputFolder.Begin(name);
            Fill(output, "new");

            Assert.Equal(name, output.Publish());
        }
        finally
        {
            Directory.Delete(name, recursive: true);
        }
    }

    [Fact]
    public void A_run_that_fails_is_kept_beside_the_earlier_one()
    {
        Earlier();

        using (var output = OutputFolder.Begin(Out))
        {
            Fill(output, "new");
            Assert.Equal(Out + ".failed", output.KeepAsFailed());
        }

        Assert.Equal("old", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
        Assert.Equal("new", File.ReadAllText(Path.Combine(Out + ".failed", HtmlReport.FileName)));
        Assert.Equal([Out, Out + ".failed"], Directory.GetFileSystemEntries(Folder.Root).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_last_run_that_failed_is_kept()
    {
        foreach (var text in (string[])["first", "second"])
        {
            using var output = OutputFolder.Begin(Out);
            Fill(output, text);
            output.KeepAsFailed();
        }

        Assert.Equal("second", File.ReadAllText(Path.Combine(Out + ".failed", HtmlReport.FileName)));
        Assert.Equal([Out + ".failed"], Directory.GetFileSystemEntries(Folder.Root));
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_nothing_and_loses_nothing()
    {
        Earlier();

        using (var output = OutputFolder.Begin(Out))
        {
            Fill(output, "new");
        }

        Assert.Equal("old", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
        Assert.Equal([Out], Directory.GetFileSystemEntries(Folder.Root));
    }

    [Fact]
    public void An_empty_folder_and_folders_that_are_not_there_will_do()
    {
        var deep = Path.Combine(Folder.Root, "a", "b", "out");
        Directory.CreateDirectory(Out);

        foreach (var path in (string[])[Out, deep + Path.DirectorySeparatorChar])
        {
            using var output = OutputFolder.Begin(path);
            Fill(output, "new");
            output.Publish();
        }

        Assert.Equal("new", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
        Assert.Equal("new", File.ReadAllText(Path.Combine(deep, HtmlReport.FileName)));
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_refused_and_left_as_it_is()
    {
        Folder.Write("out/s3/thesis.txt", "years of work");

        var refused = Assert.Throws<InputException>(() => OutputFolder.Begin(Out));

        Assert.StartsWith(
            $"--out {Out}: the folder holds s3 that no run wrote", refused.Message, StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(Path.Combine(Out, "s3", "thesis.txt")));
        Assert.Equal([Out], Directory.GetFileSystemEntries(Folder.Root));
    }

    [Fact]
    public void A_persons_files_in_the_folder_of_failed_runs_are_not_removed()
    {
        Folder.Write("out.failed/queries/thesis.txt", "years of work");

        var refused = Assert.Throws<InputException>(() => OutputFolder.Begin(Out));

        Assert.Contains(Out + ".failed", refused.Message, StringComparison.Ordinal);
        Assert.Equal("years of work", File.ReadAllText(Path.Combine(Out + ".failed", "queries", "thesis.txt")));
    }

    [Fact]
    public void The_folder_of_a_killed_run_is_deleted_by_the_next_run()
    {
        // No process has such a high id: Linux ends at 2^22, Windows counts in fours.
        Folder.Write("out/.spotifystack-running-2147483647-0/result/new/s3/bucket/key", "half");
        Folder.Write("out/.spotifystack-running-notes/mine.txt", "mine");

        using (OutputFolder.Begin(Out))
        {
            Assert.False(Directory.Exists(Path.Combine(Out, ".spotifystack-running-2147483647-0")));
        }

        Assert.Equal([Path.Combine(Out, ".spotifystack-running-notes")], Directory.GetFileSystemEntries(Out));
    }

    [Theory]
    [InlineData("1-0123456789abcdef", "left", false)]
    [InlineData("2147483647-0123456789abcdef", "left", false)]
    [InlineData("1-0123456789abcdef", "in use", true)]
    [InlineData("2147483647-0123456789abcdef", "in use", true)]
    [InlineData("1-0123456789abcdef", "not marked", true)]
    public void A_run_is_taken_for_killed_by_its_mark_and_only_without_one_by_its_process(
        string name, string mark, bool stays)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the process 1 lives on Linux");
        var folder = Path.Combine(Out, $".spotifystack-running-{name}");
        Folder.Write(Path.Combine(folder, "result", "new", "s3", "bucket", "key"), "half");
        var file = Path.Combine(folder, ".spotifystack-lock");
        using var held = mark == "in use"
            ? new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None)
            : null;
        if (mark == "left")
        {
            File.WriteAllText(file, "");
        }

        using (OutputFolder.Begin(Out))
        {
            Assert.Equal(stays, Directory.Exists(folder));
        }
    }

    [Fact]
    public void Two_runs_at_once_do_not_disturb_each_other()
    {
        using var first = OutputFolder.Begin(Out);
        Fill(first, "first");
        using var second = OutputFolder.Begin(Out);
        Fill(second, "second");

        first.Publish();
        Assert.Equal("first", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
        second.Publish();
        Assert.Equal("second", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
    }

    [Fact]
    public void A_run_that_came_meanwhile_is_not_replaced_by_a_copy_of_the_one_before()
    {
        Earlier();
        using var copy = OutputFolder.BeginCopy(Out);
        using (var run = OutputFolder.Begin(Out))
        {
            Fill(run, "new");
            File.WriteAllText(Path.Combine(run.Current, RunRecord.FileName), "{ }");
            run.Publish();
        }

        Assert.Throws<RunFailedException>(copy.Publish);

        Assert.Equal("new", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
    }

    [Fact]
    public void A_run_that_is_private_is_private_from_its_beginning_to_its_end()
    {
        SkipWithoutModes();
        Earlier();
        MayEnter(Out, Everybody);

        using (var output = OutputFolder.Begin(Out, isPrivate: true))
        {
            Fill(output, "live");
            Assert.All(
                Directory.GetDirectories(Folder.Root), folder => Assert.True(PrivateFolder.IsPrivate(folder), folder));
            output.Publish();
            Assert.All(
                Directory.GetDirectories(Folder.Root), folder => Assert.True(PrivateFolder.IsPrivate(folder), folder));
        }

        Assert.True(PrivateFolder.IsPrivate(Out));
        Assert.Equal("live", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_private_run_that_fails_is_kept_privately(bool hasFailedBefore)
    {
        SkipWithoutModes();
        if (hasFailedBefore)
        {
            Folder.Write("out.failed/run.json", "{}");
            MayEnter(Out + ".failed", Everybody);
        }

        using (var output = OutputFolder.Begin(Out, isPrivate: true))
        {
            Fill(output, "live");
            output.KeepAsFailed();
        }

        Assert.True(PrivateFolder.IsPrivate(Out + ".failed"));
    }

    [Fact]
    public void A_folder_that_is_private_stays_so_and_so_is_what_is_made_of_it()
    {
        SkipWithoutModes();
        Earlier();
        MayEnter(Out, PrivateFolder.OwnerOnly);

        using (var copy = OutputFolder.BeginCopy(Out))
        {
            copy.KeepAsFailed();
        }

        Assert.True(PrivateFolder.IsPrivate(Out + ".failed"));
        using (var next = OutputFolder.Begin(Out))
        {
            Fill(next, "sandbox");
            next.Publish();
        }

        Assert.True(PrivateFolder.IsPrivate(Out));
        Assert.Equal("sandbox", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
    }

    [Fact]
    public void Others_may_read_what_is_not_private_once_it_is_done()
    {
        SkipWithoutModes();

        using (var output = OutputFolder.Begin(Out))
        {
            Fill(output, "sandbox");
            Assert.All(Directory.GetDirectories(Out), folder => Assert.True(PrivateFolder.IsPrivate(folder), folder));
            output.Publish();
        }

        var ordinary = Directory.CreateDirectory(Path.Combine(Folder.Root, "ordinary"));
        Assert.Equal(ordinary.UnixFileMode, new DirectoryInfo(Out).UnixFileMode);
    }

    [Theory]
    [InlineData(1, 2, "out.failed")]
    [InlineData(2, 1, "out")]
    [InlineData(1, 0, "out")]
    [InlineData(0, 1, "out.failed")]
    public void The_last_run_is_the_one_that_failed_or_the_one_that_has_succeeded_since(
        int done, int failed, string last)
    {
        Ran("out", done);
        Ran("out.failed", failed);

        Assert.Equal(Path.Combine(Folder.Root, last), OutputFolder.LastOf(Out + Path.DirectorySeparatorChar));

        void Ran(string name, int hour)
        {
            if (hour > 0)
            {
                File.SetLastWriteTimeUtc(
                    Folder.Write($"{name}/stack.json", "{}"), new DateTime(2026, 11, 1, hour, 0, 0, DateTimeKind.Utc));
            }
        }
    }

    [Fact]
    public async Task Another_users_folder_is_refused_as_it_is_and_so_is_a_link_that_leads_there()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root gives a folder to another user");
        Earlier();
        var link = Path.Combine(Folder.Root, "link");
        Directory.CreateSymbolicLink(link, Out);
        MayEnter(Out, Everybody);
        using var give = Process.Start("/bin/chown", ["65534", Out]);
        await give.WaitForExitAsync(Cancel);
        Assert.Equal(0, give.ExitCode);

        foreach (var folder in (string[])[Out, link])
        {
            var refused = Assert.Throws<InputException>(() => OutputFolder.Begin(folder, isPrivate: true));
            Assert.Contains("belongs to somebody else", refused.Message, StringComparison.Ordinal);
            Assert.Throws<InputException>(
                () => RunFolder.Write(Path.Combine(folder, HtmlReport.FileName), "new", isOfRun: true));
        }

        Assert.False(PrivateFolder.IsPrivate(Out));
        Assert.Equal("old", File.ReadAllText(Path.Combine(Out, HtmlReport.FileName)));
    }

    [Fact]
    public void A_folder_that_may_not_be_moved_is_found_before_the_run()
    {
        SkipWithoutModes();
        Earlier();
        var bucket = Path.Combine(Out, "s3");
        MayEnter(bucket, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var refused = Assert.Throws<InputException>(() => OutputFolder.Begin(Out));

        Assert.Contains(
            $"{bucket} is a link or a mount point, or may not be moved", refused.Message, StringComparison.Ordinal);
        MayEnter(bucket, PrivateFolder.OwnerOnly);
    }

    [Fact]
    public void A_folder_without_a_name_and_a_root_are_refused()
    {
        Assert.Equal(
            "--out is empty. Name a folder.", Assert.Throws<InputException>(() => OutputFolder.Begin("")).Message);
        Assert.Contains(
            "that is the root of a file system",
            Assert.Throws<InputException>(() => OutputFolder.Begin(Path.GetPathRoot(Out)!)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_refused()
    {
        var file = Folder.Write("out", "text");

        var refused = Assert.Throws<InputException>(() => OutputFolder.Begin(file));

        Assert.Equal($"--out {file}: that is a file. Name a folder.", refused.Message);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = Folder.Write("file", "text");

        var refused = Assert.Throws<InputException>(() => OutputFolder.Begin(Path.Combine(file, "out")));

        Assert.Contains("the folder cannot be written", refused.Message, StringComparison.Ordinal);
    }

    private const UnixFileMode Everybody = PrivateFolder.OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static void SkipWithoutModes() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");

    private static void MayEnter(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, mode);
        }
    }

    private static void Fill(OutputFolder output, string text)
    {
        File.WriteAllText(Path.Combine(output.Current, HtmlReport.FileName), text);
        File.WriteAllText(Path.Combine(output.Current, RunRecord.FileName), "{}");
    }

    private void Earlier()
    {
        Folder.Write("out/run.json", "{}");
        Folder.Write("out/report.html", "old");
        Folder.Write("out/s3/bucket/only-old", "");
        Folder.Write("out/notes.txt", "mine");
    }
}

namespace Twin.Tests.Cli.Reports;

public sealed class ResultJournalTests : FolderTest
{
    private const string Mark = ".spotifystack-lock";

    // One file is the earlier run's alone, and one the new one's.
    private static readonly ImmutableArray<string> Earlier = [.. ResultJournal.Names.Remove(MonthlyCost.FileName)];
    private static readonly ImmutableArray<string> Later = [.. ResultJournal.Names.Remove(CatalogFile.FileName)];

    private string Out => Path.Combine(Folder.Root, "out");

    [Fact]
    public void A_kill_at_any_rename_leaves_the_earlier_run_whole_or_the_new_one()
    {
        Fill(Out, Earlier, "old");

        var killed = KilledAtEachRename(Out, move => Assert.Equal(Out, Run(Out, move)));

        // The command that finishes is killed as well.
        var again = KilledAtEachRename(killed[1], move => new ResultJournal(killed[1], move).Finish());
        Assert.All(again.Prepend(Out), folder => Assert.Equal("new", ContentOf(folder)));
        Assert.Equal(3 + Earlier.Length + Later.Length, killed.Count);
        Assert.Equal(
            ["old", .. Enumerable.Repeat("new", killed.Count - 1)],
            killed.Select(ContentOf));
    }

    [Fact]
    public void A_rename_that_is_refused_loses_no_run()
    {
        for (var refused = 0; refused < 3 + Earlier.Length + Later.Length; refused++)
        {
            var (folder, done) = (Path.Combine(Folder.Root, $"refused-{refused}"), 0);
            Fill(folder, Earlier, "old");

            var failure = Assert.Throws<RunFailedException>(() => Run(folder, (from, to) =>
            {
                if (done++ == refused)
                {
                    throw new IOException("busy");
                }

                ResultJournal.Move(from, to);
            }));

            Assert.Contains("cannot be replaced (busy)", failure.Message, StringComparison.Ordinal);
            Assert.Equal(refused == 0 ? "old" : "new", ContentOf(folder));
            Assert.Equal(refused == 0 ? "new" : null, ContentOf(OutputFolder.FailedOf(folder)));
        }
    }

    [Fact]
    public void Links_in_place_of_what_a_killed_command_left_are_not_followed()
    {
        var target = Path.Combine(Folder.Root, "target");
        Fill(Path.Combine(target, "placed"), Later, "mine");
        Directory.CreateDirectory(Out);
        Directory.CreateSymbolicLink(Path.Combine(Out, ".spotifystack-result"), target);

        Assert.Contains(
            "is a link", Assert.Throws<InputException>(() => RunFolder.Open(Out)).Message, StringComparison.Ordinal);

        Assert.Equal("mine", ContentOf(Path.Combine(target, "placed")));
    }

    private static string Run(string folder, Action<string, string> move)
    {
        using var output = OutputFolder.Begin(folder, move: move);
        Fill(output.Current, Later, "new");
        return output.Publish();
    }

    /// <summary>Copies of the folder as a command leaves it that is killed at its first rename, its second,
    /// …</summary>
    private List<string> KilledAtEachRename(string folder, Action<Action<string, string>> command)
    {
        var copies = new List<string>();
        command((from, to) =>
        {
            var copy = Path.Combine(Folder.Root, Guid.NewGuid().ToString());
            Directory.CreateDirectory(copy);
            foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            {
                var copied = Path.Combine(copy, Path.GetRelativePath(folder, path));
                if (Directory.Exists(path))
                {
                    Directory.CreateDirectory(copied);
                }
                else
                {
                    // A killed process holds no lock.
                    File.WriteAllText(copied, Path.GetFileName(path) == Mark ? "" : File.ReadAllText(path));
                }
            }

            copies.Add(copy);
            ResultJournal.Move(from, to);
        });
        return copies;
    }

    /// <summary>The run that the next command finds, after it has deleted what is left of others.</summary>
    private static string? ContentOf(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        RunFolder.Open(folder);
        OutputFolder.Begin(folder).Dispose();
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        var text = Assert.Single(files.Select(File.ReadAllText).Distinct());
        Assert.Equal(
            (text == "old" ? Earlier : Later).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        return text;
    }

    private static void Fill(string folder, IEnumerable<string> names, string text)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            if (!Path.HasExtension(name))
            {
                Directory.CreateDirectory(path);
                path = Path.Combine(path, "file");
            }

            File.WriteAllText(path, text);
        }
    }
}

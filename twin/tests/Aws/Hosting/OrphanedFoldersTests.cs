using System.Diagnostics;

namespace Twin.Tests.Aws.Hosting;

public sealed class OrphanedFoldersTests : FolderTest
{
    private readonly string _own;
    private readonly string _left;

    public OrphanedFoldersTests()
    {
        _own = Directory.CreateDirectory(Path.Combine(Folder.Root, "own")).FullName;

        // The state after a killed process: the folder is marked, and no process has locked the mark.
        Folder.Write("left/task/file", "");
        _left = Path.Combine(Folder.Root, "left");
        File.WriteAllText(Mark, "");
    }

    private string Mark => Path.Combine(_left, ".spotifystack-lock");

    [Fact]
    public void The_folder_of_a_killed_process_is_deleted()
    {
        Delete();

        Assert.Equal([_own], Directory.GetDirectories(Folder.Root));
    }

    [Fact]
    public void The_package_of_its_functions_is_deleted_too_which_is_read_only()
    {
        var task = Path.Combine(_left, "task");
        if (OperatingSystem.IsWindows())
        {
            File.SetAttributes(Path.Combine(task, "file"), FileAttributes.ReadOnly);
        }
        else
        {
            File.SetUnixFileMode(task, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Delete();

        Assert.False(Directory.Exists(_left));
    }

    [Fact]
    public void The_folder_of_a_process_that_lives_is_left_alone()
    {
        File.Delete(Mark);
        using var mark = FolderLock.Take(_left);

        Delete(isLeft: _ => true);

        Assert.True(Directory.Exists(_left));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_that_is_not_marked_is_deleted_only_if_it_is_known_to_be_left(bool isLeft)
    {
        File.Delete(Mark);

        Delete(isLeft: _ => isLeft);

        Assert.NotEqual(isLeft, Directory.Exists(_left));
    }

    [Fact]
    public void A_folder_of_another_name_is_left_alone()
    {
        Delete(pattern: "other*");

        Assert.True(Directory.Exists(_left));
    }

    [Fact]
    public void A_link_is_left_alone_and_so_is_its_target()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets few make links");
        var target = Path.Combine(_own, "target");
        Directory.Move(_left, target);
        Directory.CreateSymbolicLink(_left, target);

        Delete();

        Assert.True(File.Exists(Path.Combine(_left, "task", "file")));
    }

    [Fact]
    public void The_target_of_a_link_in_a_left_folder_is_not_changed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets few make links");
        var target = Directory.CreateDirectory(Path.Combine(_own, "target"));
        File.WriteAllText(Path.Combine(target.FullName, "file"), "");
        var mode = target.UnixFileMode;
        Directory.CreateSymbolicLink(Path.Combine(_left, "link"), target.FullName);

        Delete();

        Assert.False(Directory.Exists(_left));
        Assert.True(File.Exists(Path.Combine(target.FullName, "file")));
        Assert.Equal(mode, new DirectoryInfo(target.FullName).UnixFileMode);
    }

    [Fact]
    public async Task Another_users_folder_is_left_alone()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root gives a folder to another user");
        using var give = Process.Start("/bin/chown", ["-R", "65534", _left]);
        await give.WaitForExitAsync(Cancel);
        Assert.Equal(0, give.ExitCode);

        Delete(isLeft: _ => true);

        Assert.True(File.Exists(Path.Combine(_left, "task", "file")));
    }

    private void Delete(string pattern = "*", Func<string, bool>? isLeft = null) =>
        OrphanedFolders.DeleteBeside(_own, pattern, isLeft);
}

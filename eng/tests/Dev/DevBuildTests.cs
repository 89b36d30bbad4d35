namespace Eng.Tests.Dev;

[Trait("Category", "Ci")]
public sealed class DevBuildTests(SmallTree tree) : IClassFixture<SmallTree>
{
    [Fact]
    public async Task Without_a_change_nothing_is_built()
    {
        Assert.Equal(0, await tree.BuildsAfterAsync(() => { }));
        Assert.Equal(0, await tree.BuildsAfterAsync(() =>
        {
            tree.Write("tests/Test.cs", "// No program has it.");
            tree.Write("results/run.json", "{}");
        }));
    }

    [Theory]
    [InlineData("infra/Stack.cs")]
    [InlineData("Directory.Build.props")]
    [InlineData("global.json")]
    public async Task A_changed_file_of_the_same_size_and_time_is_built(string file)
    {
        var path = tree.PathOf(file);
        var (text, time) = (File.ReadAllText(path), File.GetLastWriteTimeUtc(path));

        Assert.Equal(1, await tree.BuildsAfterAsync(() =>
        {
            File.WriteAllText(path, text[..^1] + ' ');
            File.SetLastWriteTimeUtc(path, time);
        }));
        Assert.Equal(0, await tree.BuildsAfterAsync(() => { }));
    }

    [Fact]
    public async Task An_added_a_renamed_and_a_deleted_file_are_built()
    {
        var (added, renamed) = (tree.PathOf("infra/Added.cs"), tree.PathOf("infra/Renamed.cs"));

        Assert.Equal(1, await tree.BuildsAfterAsync(() => File.WriteAllText(added, "")));
        Assert.Equal(1, await tree.BuildsAfterAsync(() => File.Move(added, renamed)));
        Assert.Equal(1, await tree.BuildsAfterAsync(() => File.Delete(renamed)));
        Assert.Equal(0, await tree.BuildsAfterAsync(() => { }));
    }

    [Fact]
    public async Task A_missing_and_a_changed_output_are_built()
    {
        var program = tree.PathOf("twin/src/Cli/bin/Release/net10.0/Twin.Cli.dll");

        Assert.Equal(1, await tree.BuildsAfterAsync(() => File.Delete(program)));
        Assert.Equal(1, await tree.BuildsAfterAsync(() => File.AppendAllText(program, " ")));
        Assert.Equal(1, await tree.BuildsAfterAsync(() => tree.Write("artifacts/functions.zip", "another")));
        Assert.Equal(0, await tree.BuildsAfterAsync(() => { }));
    }

    [Fact]
    public async Task With_other_packages_it_is_built()
    {
        Assert.Equal(1, await tree.BuildsAfterAsync(() => { }, standIns: "false"));
        Assert.Equal(0, await tree.BuildsAfterAsync(() => { }, standIns: "false"));
        Assert.Equal(1, await tree.BuildsAfterAsync(() => { }));
    }

    [Fact]
    public async Task The_tests_are_built_when_they_have_changed()
    {
        async Task<int> BuildsOfTestAsync()
        {
            var before = tree.Builds;
            await tree.RunAsync(command: "test mission");
            return tree.Builds - before;
        }

        Assert.Equal(1, await BuildsOfTestAsync());
        Assert.Equal(0, await BuildsOfTestAsync());
        tree.Write("tests/Added.cs", "// A test.");
        Assert.Equal(1, await BuildsOfTestAsync());
    }

    [Fact]
    public async Task A_build_that_failed_is_not_believed()
    {
        tree.Write("infra/fail", "");
        var failed = await tree.RunAsync();

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("It fails.", failed.Errors, StringComparison.Ordinal);
        Assert.Equal(1, await tree.BuildsAfterAsync(() => File.Delete(tree.PathOf("infra/fail"))));
    }

    [Fact]
    public async Task A_build_that_was_killed_is_not_believed()
    {
        var token = Cancel;
        tree.Write("infra/wait", "");
        using var killed = tree.Start();
        while (!File.Exists(tree.PathOf("artifacts/waits")))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, token);
        }

        killed.Kill(entireProcessTree: true);
        await killed.WaitForExitAsync(token);

        Assert.Equal(1, await tree.BuildsAfterAsync(() => File.Delete(tree.PathOf("infra/wait"))));
    }

    [Fact]
    public async Task Of_two_at_once_one_builds_and_both_run()
    {
        var before = tree.Builds;
        tree.Write("infra/Stack.cs", "// Another stack.\n");

        var ends = await Task.WhenAll(tree.RunAsync(), tree.RunAsync());

        Assert.All(ends, end => Assert.Contains(SmallTree.Ran, end.Errors, StringComparison.Ordinal));
        Assert.Equal(1, tree.Builds - before);
    }
}

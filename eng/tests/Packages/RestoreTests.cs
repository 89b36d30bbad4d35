namespace Eng.Tests.Packages;

/// <summary>The packages of a build: exactly the named ones, or the build fails.</summary>
[Trait("Category", "Ci")]
public sealed class RestoreTests
{
    private const int High = 2;
    private const int Critical = 3;
    private const int Moderate = 1;

    [Fact]
    public async Task A_missing_version_of_a_package_is_not_replaced()
    {
        await using var project = await RestoredProject.CreateAsync("[13.0.0]");
        project.Publish("Wanted", "13.0.1");

        var end = await project.RestoreAsync(inCi: false);

        Assert.NotEqual(0, end.ExitCode);
        Assert.Contains("error NU1102", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_version_of_a_dependency_is_not_replaced_in_CI()
    {
        await using var project = await RestoredProject.CreateAsync("[1.0.0]");
        project.Publish("Wanted", "1.0.0", ("Deeper", "2.0.0"));
        project.Publish("Deeper", "2.0.1");

        var byHand = await project.RestoreAsync(inCi: false);
        var inCi = await project.RestoreAsync(inCi: true);

        Assert.Equal(0, byHand.ExitCode);
        Assert.Contains("warning NU1603", byHand.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, inCi.ExitCode);
        Assert.Contains("error NU1603", inCi.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(High, "NU1903")]
    [InlineData(Critical, "NU1904")]
    public async Task A_vulnerability_of_high_severity_fails_CI(int severity, string code)
    {
        await using var project = await RestoredProject.CreateAsync("[1.0.0]", severity);
        project.Publish("Wanted", "1.0.0");

        var byHand = await project.RestoreAsync(inCi: false);
        var inCi = await project.RestoreAsync(inCi: true);

        Assert.Equal(0, byHand.ExitCode);
        Assert.Contains($"warning {code}", byHand.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, inCi.ExitCode);
        Assert.Contains($"error {code}", inCi.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vulnerability_of_moderate_severity_is_a_warning_in_CI_too()
    {
        await using var project = await RestoredProject.CreateAsync("[1.0.0]", Moderate);
        project.Publish("Wanted", "1.0.0");

        var end = await project.RestoreAsync(inCi: true);

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("warning NU1902", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_file_is_not_required()
    {
        await using var project = await RestoredProject.CreateAsync("[1.0.0]");
        project.Publish("Wanted", "1.0.0");

        Assert.Equal(0, (await project.RestoreAsync(inCi: true)).ExitCode);
        Assert.False(File.Exists(project.LockFile));
    }

    [Fact]
    public async Task With_a_lock_file_CI_restores_nothing_else()
    {
        await using var project = await LockedProjectAsync();

        var same = await project.RestoreAsync(inCi: true);
        await File.WriteAllTextAsync(
            project.LockFile,
            (await File.ReadAllTextAsync(project.LockFile, Cancel))
                .Replace("[1.0.0, 1.0.0]", "[0.9.0, 0.9.0]", StringComparison.Ordinal),
            Cancel);
        var other = await project.RestoreAsync(inCi: true);

        Assert.True(same.ExitCode == 0, same.Output);
        Assert.NotEqual(0, other.ExitCode);
        Assert.Contains("error NU1004", other.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_package_with_other_bytes_than_the_lock_file_has_is_refused(bool inCi)
    {
        await using var project = await LockedProjectAsync();
        project.PublishOtherBytes("Wanted", "1.0.0");

        var end = await project.RestoreAsync(inCi);

        Assert.NotEqual(0, end.ExitCode);
        Assert.Contains("error NU1403", end.Output, StringComparison.Ordinal);
    }

    private static async Task<RestoredProject> LockedProjectAsync()
    {
        var project = await RestoredProject.CreateAsync("[1.0.0]");
        project.Publish("Wanted", "1.0.0");
        var locked = await project.RestoreAsync(inCi: false, "-p:RestorePackagesWithLockFile=true");
        Assert.True(locked.ExitCode == 0, locked.Output);
        return project;
    }
}

namespace Eng.Tests.Packages;

/// <summary>The packages that a build replaces by stand-ins, as MSBuild evaluates its projects.</summary>
public sealed class StandInTests
{
    private const string Lambda =
        "Amazon.Lambda.Core Amazon.Lambda.S3Events Amazon.Lambda.Serialization.SystemTextJson";

    [Theory]
    [InlineData("functions", "false", "")]
    [InlineData("functions", "true", $"{Lambda} SpotifyAPI.Web")]
    [InlineData("functions", "Pulumi;SpotifyAPI.Web", "SpotifyAPI.Web")]
    [InlineData("functions", "Amazon.Lambda.Core", "Amazon.Lambda.Core Amazon.Lambda.Serialization.SystemTextJson")]
    [InlineData("infra", "Pulumi.Aws", "Pulumi.Aws")]
    [InlineData("infra", "Pulumi", "Pulumi Pulumi.Aws Pulumi.Snowflake")]
    public async Task Each_package_is_replaced_by_itself_with_those_that_need_it(
        string project, string standIns, string replaced)
    {
        var end = await EvaluateAsync(project, standIns, "-getItem:ProjectReference,PackageReference,Compile");

        using var answer = JsonDocument.Parse(end.Output);
        var items = answer.RootElement.GetProperty("Items");
        string[] Items(string kind) =>
            [.. items.GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
        string[] expected = replaced.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            expected,
            Items("ProjectReference")
                .Where(path => path.Replace('\\', '/').Contains("/eng/standins/", StringComparison.Ordinal))
                .Select(path => Path.GetFileNameWithoutExtension(path)!)
                .Order(StringComparer.Ordinal));
        Assert.Empty(Items("PackageReference").Intersect(expected));

        // The stack's program refuses the engine with any stand-in.
        Assert.Equal(
            project == "infra",
            Items("Compile").Any(path => path.EndsWith("NoDeployment.cs", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SpotifyAPI.Web", "", false)]
    [InlineData("SpotifyAPI.Web", "true", true)]
    [InlineData("false", "", true)]
    public async Task A_build_with_one_stand_in_is_published_for_the_twin_only(
        string standIns, string forTheTwin, bool isPublished)
    {
        var end = await EvaluateAsync(
            "functions", standIns, "-t:RefuseToPublishStandIns", $"-p:PackedForTheTwin={forTheTwin}");

        Assert.True(isPublished == (end.ExitCode == 0), end.Output);
        Assert.Equal(!isPublished, end.Output.Contains("must never reach AWS", StringComparison.Ordinal));
    }

    private static async Task<ProgramEnd> EvaluateAsync(string project, string standIns, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo(
            DotnetRuntime.Dotnet, ["msbuild", Path.Combine(PulumiProject.Folder, project), "-nologo", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["StandIns"] = standIns },
        })!;
        return await LocalProgram.EndOfAsync(process);
    }
}

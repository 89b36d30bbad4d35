using System.Diagnostics;

namespace Tests.StandIns.PulumiAws;

/// <summary>The checked-in sources against the provider's declarations, which npm has to get.</summary>
public sealed class GeneratedCodeFacts
{
    private const int DeclarationsUnavailable = 3;

    [Fact]
    public async Task The_generated_folder_is_exactly_what_the_generator_writes()
    {
        var start = new ProcessStartInfo("dotnet", ["run", "--project", "eng/standins/Generator", "--", "--check"])
        {
            WorkingDirectory = RepositoryRoot(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.SkipWhen(process.ExitCode == DeclarationsUnavailable, $"no declarations to compare with: {await error}");
        Assert.True(process.ExitCode == 0, output + await error);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SpotifyStack.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no folder above has SpotifyStack.sln");
        }

        return folder.FullName;
    }
}

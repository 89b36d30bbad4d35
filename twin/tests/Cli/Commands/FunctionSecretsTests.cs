namespace Twin.Tests.Cli.Commands;

/// <summary>The processes of a run's functions, and the credentials of the others that each could read.</summary>
public sealed class FunctionSecretsTests : FolderTest
{
    private const string ClientSecret = "spotify-client-secret-4fd1";

    private static readonly string[] Credentials =
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_LAMBDA_RUNTIME_API"];

    [Fact]
    public async Task A_function_holds_its_own_credentials_and_nobody_elses()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks Linux for other processes' memory");
        using var run = LocalProgram.Start(
            [
                "run", "--days", "30", "--playlists", "2", "--tracks", "5", "--verbose",
                "--out", Path.Combine(Folder.Root, "out"),
            ],
            new Dictionary<string, string> { ["SPOTIFY_CLIENT_SECRET"] = ClientSecret });
        try
        {
            await WaitForTransformAsync(run.StandardOutput);
            var functions = LinuxProcess.ChildrenOf(run.Id).ToDictionary(id => id, LinuxProcess.VariablesOf);
            var arguments = string.Concat(functions.Keys.Append(run.Id).Select(LinuxProcess.ArgumentsOf));
            var all = functions.Values.SelectMany(Secrets).ToList();

            Assert.True(functions.Count >= 2, $"{functions.Count} functions");
            Assert.Equal(all.Count, all.Distinct().Count());
            foreach (var (id, variables) in functions)
            {
                var own = Secrets(variables).ToList();
                Assert.Equal(own, LinuxProcess.HeldInMemory(id, [.. own, .. all.Except(own), ClientSecret]));
            }

            Assert.All(all, secret => Assert.DoesNotContain(secret, arguments, StringComparison.Ordinal));
        }
        finally
        {
            run.Kill();
        }

        static IEnumerable<string> Secrets(IReadOnlyDictionary<string, string> variables) =>
            Credentials.Select(name => variables[name]);
    }

    private static async Task WaitForTransformAsync(StreamReader output)
    {
        while (await output.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Contains("spotify-dev-transform done", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The run ended before its functions had worked.");
    }
}

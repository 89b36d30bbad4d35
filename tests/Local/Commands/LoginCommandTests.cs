using Local.Commands;
using Local.Spotify;
using Tests.Local.Spotify;

namespace Tests.Local.Commands;

/// <summary>The program in a process of its own, with this test as the browser.</summary>
public sealed class LoginCommandTests
{
    private const string ClientId = "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59";
    private const string Secret = "sandbox-client-secret";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_is_all_that_stands_on_standard_output()
    {
        await using var user = await StartAsync(consents: true);

        var end = await LogInAsync(user);

        Assert.Equal((ExitCodes.Done, "sandbox-refresh-token-1\n"), (end.ExitCode, end.Output.ReplaceLineEndings("\n")));
        Assert.DoesNotContain("sandbox-refresh-token", end.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_does_not_agree_is_a_failure_of_one_line()
    {
        await using var user = await StartAsync(consents: false);

        var end = await LogInAsync(user);

        Assert.Equal((ExitCodes.Failed, ""), (end.ExitCode, end.Output));
        Assert.EndsWith(
            "The user did not agree: access_denied. Nothing was stored.", end.Errors.TrimEnd(), StringComparison.Ordinal);
    }

    private static Task<SandboxUser> StartAsync(bool consents) =>
        SandboxUser.StartAsync(new SandboxOptions { Content = _ => [], UserConsents = consents });

    private static async Task<ProgramEnd> LogInAsync(SandboxUser user)
    {
        using var process = LocalProgram.Start(
            [
                "login", "--client-id", ClientId, "--port", "0", "--show-secret", "--no-browser",
                "--accounts", user.Sandbox.AccountsBaseAddress.AbsoluteUri,
            ],
            new Dictionary<string, string> { [SpotifyVariables.ClientSecret] = Secret });
        try
        {
            var told = "";
            while (await process.StandardError.ReadLineAsync(Cancel) is { } line)
            {
                told += line + "\n";
                if (line.StartsWith(user.Sandbox.AccountsBaseAddress.AbsoluteUri, StringComparison.Ordinal))
                {
                    await VisitAsync(new Uri(line));
                }
            }

            var output = await process.StandardOutput.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            return new ProgramEnd(process.ExitCode, output, told);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task VisitAsync(Uri page)
    {
        using var browser = new HttpClient();
        using var shown = await browser.GetAsync(page, Cancel);
        Assert.True(shown.IsSuccessStatusCode);
    }
}

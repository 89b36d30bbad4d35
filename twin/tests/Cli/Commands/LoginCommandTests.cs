using System.Diagnostics;
using Twin.Tests.Spotify;

namespace Twin.Tests.Cli.Commands;

public sealed class LoginCommandTests
{
    private const string ClientId = "5b0d4a7be2c84f6b9a3d1c0e8f7a6b59";
    private const string Secret = "sandbox-client-secret";

    [Fact]
    public async Task Standard_output_has_only_the_token()
    {
        await using var user = await StartAsync(consents: true);

        var end = await LogInAsync(user);

        Assert.Equal(
            (ExitCodes.Done, "sandbox-refresh-token-1\n"), (end.ExitCode, end.Output.ReplaceLineEndings("\n")));
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

    [Fact]
    public async Task A_browser_that_prints_and_stays_open_does_not_affect_the_output()
    {
        using var folder = new TestFolder();
        var opener = ShellProgram.Write(
            folder,
            OperatingSystem.IsMacOS() ? "open" : "xdg-open",
            """
            echo "Opening in existing browser session."
            echo "[ERROR:browser] no display" >&2
            echo "$$ $1" > "$0.new"
            mv "$0.new" "$0.told"
            exec sleep 60
            """);
        var opened = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder.Root, "*.told");
        watcher.Renamed += (_, told) => opened.TrySetResult(told.FullPath);
        watcher.EnableRaisingEvents = true;
        await using var user = await StartAsync(consents: true);

        var path = folder.Root + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        var end = await LogInAsync(user, path, async _ =>
        {
            var told = await File.ReadAllTextAsync(
                await opened.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancel), Cancel);
            Assert.Matches("^[0-9]+ http://127\\.0\\.0\\.1:[0-9]+/[0-9A-Za-z_-]+\n$", told);
        });

        Assert.Equal((ExitCodes.Done, "sandbox-refresh-token-1\n"), (end.ExitCode, end.Output));
        Assert.DoesNotContain("[ERROR:browser]", end.Errors, StringComparison.Ordinal);
        using var browser = Process.GetProcessById(
            int.Parse((await File.ReadAllTextAsync($"{opener}.told", Cancel)).Split(' ')[0], null));
        Assert.False(browser.HasExited, "the login waited for the browser's end");
        browser.Kill();
    }

    [Fact]
    public async Task A_browser_in_a_folder_that_depends_on_the_working_directory_is_not_opened()
    {
        using var folder = new TestFolder();
        var opener = ShellProgram.Write(
            folder, OperatingSystem.IsMacOS() ? "open" : "xdg-open", """echo planted > "$0.told" """);
        await using var user = await StartAsync(consents: true);

        var path = Path.GetRelativePath(Environment.CurrentDirectory, folder.Root);
        var end = await LogInAsync(user, path, _ => Task.CompletedTask);

        Assert.Equal(ExitCodes.Done, end.ExitCode);
        Assert.Contains("No browser could be opened.", end.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists($"{opener}.told"));
    }

    [Fact]
    public async Task Without_a_browser_the_address_is_printed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows does not look for a browser on the path");
        }

        using var nothing = new TestFolder();
        await using var user = await StartAsync(consents: true);

        var end = await LogInAsync(user, nothing.Root, _ => Task.CompletedTask);

        Assert.Equal((ExitCodes.Done, "sandbox-refresh-token-1\n"), (end.ExitCode, end.Output));
        Assert.Contains("No browser could be opened.", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_client_id_the_one_of_the_stack_is_used_and_no_secret_is_read()
    {
        using var folder = new TestFolder();
        var pulumi = WritePulumi(
            folder, $$"""[ "$*" = "config get clientId --stack dev" ] && echo {{ClientId}}""");
        await using var user = await StartAsync(consents: true);

        var end = await LogInAsync(
            user, ["--no-browser", "--stack", "dev"], new() { ["PATH"] = folder.Root }, _ => Task.CompletedTask);

        Assert.Equal((ExitCodes.Done, "sandbox-refresh-token-1\n"), (end.ExitCode, end.Output));
        Assert.Equal(["config get clientId --stack dev"], await File.ReadAllLinesAsync($"{pulumi}.log", Cancel));
    }

    [Fact]
    public async Task Disconnecting_removes_the_token_and_offers_to_forget()
    {
        using var folder = new TestFolder();
        var pulumi = WritePulumi(folder, "echo dev");

        var end = await TwinCommand.RunAsync(
            ["login", "--disconnect", "--stack", "dev"], new() { ["PATH"] = folder.Root });

        Assert.Equal(ExitCodes.Done, end.ExitCode);
        Assert.Contains("dotnet dev.cs forget --plays --stack dev", end.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "stack --show-name --stack dev", "config rm refreshToken --stack dev",
                "config rm authorizedOn --stack dev",
            ],
            await File.ReadAllLinesAsync($"{pulumi}.log", Cancel));
    }

    [Fact]
    public async Task A_given_client_id_comes_before_the_one_of_the_stack()
    {
        using var folder = new TestFolder();
        var pulumi = WritePulumi(folder, "echo another");
        await using var user = await StartAsync(consents: true);

        var end = await LogInAsync(user, folder.Root, _ => Task.CompletedTask);

        Assert.Equal((ExitCodes.Done, "sandbox-refresh-token-1\n"), (end.ExitCode, end.Output));
        Assert.False(File.Exists($"{pulumi}.log"));
    }

    [Theory]
    [InlineData("echo \"error: no stack named 'dev' found\" >&2; exit 255", "  error: no stack named 'dev' found\n")]
    [InlineData("echo; exit 0", "")]
    public async Task A_stack_without_a_client_id_is_reported_with_the_ways_to_give_it(string script, string said)
    {
        using var folder = new TestFolder();
        WritePulumi(folder, script);

        await AssertClientIdMissingAsync(folder.Root, said);
    }

    [Fact]
    public async Task Without_the_Pulumi_CLI_the_ways_to_give_a_client_id_are_reported()
    {
        using var nothing = new TestFolder();

        await AssertClientIdMissingAsync(nothing.Root, "");
    }

    private static async Task AssertClientIdMissingAsync(string path, string said)
    {
        var end = await TwinCommand.RunAsync(["login", "--stack", "dev"], new() { ["PATH"] = path });

        Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
        Assert.Equal(
            "The app's client id is missing. Give --client-id, set SPOTIFY_CLIENT_ID, or set the stack's 'clientId': "
            + $"it is at https://developer.spotify.com/dashboard, the app, Settings.\n{said}",
            end.Errors.ReplaceLineEndings("\n"));
    }

    /// <summary>Writes a script in place of the Pulumi CLI, which notes its arguments.</summary>
    private static string WritePulumi(TestFolder folder, string script) =>
        ShellProgram.Write(folder, "pulumi", $"""
            echo "$*" >> "$0.log"
            {script}
            """);

    private static Task<SandboxUser> StartAsync(bool consents) =>
        SandboxUser.StartAsync(new SandboxOptions { Content = _ => [], UserConsents = consents });

    private static Task<ProgramEnd> LogInAsync(SandboxUser user) =>
        LogInAsync(user, ["--client-id", ClientId, "--no-browser"], [], _ => Task.CompletedTask);

    private static Task<ProgramEnd> LogInAsync(SandboxUser user, string path, Func<Uri, Task> whenToldAsync) =>
        LogInAsync(user, ["--client-id", ClientId], new() { ["PATH"] = path }, whenToldAsync);

    private static async Task<ProgramEnd> LogInAsync(
        SandboxUser user, string[] options, Dictionary<string, string> variables, Func<Uri, Task> whenToldAsync)
    {
        using var process = LocalProgram.Start(
            [
                "login", "--port", "0", "--show-secret", "--accounts", user.Sandbox.AccountsBaseAddress.AbsoluteUri,
                "--api", user.Sandbox.ApiBaseAddress.AbsoluteUri, .. options,
            ],
            new Dictionary<string, string>(variables) { [SpotifyVariables.ClientSecret] = Secret });
        try
        {
            var told = "";
            while (await process.StandardError.ReadLineAsync(Cancel) is { } line)
            {
                told += line + "\n";
                if (line.StartsWith(user.Sandbox.AccountsBaseAddress.AbsoluteUri, StringComparison.Ordinal))
                {
                    await whenToldAsync(new Uri(line));
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

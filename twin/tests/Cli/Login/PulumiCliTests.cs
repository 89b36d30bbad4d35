using Twin.Cli.Login;
using Twin.Cli.Processes;
using Twin.Tests.Cli.Terminal;
using Twin.Tests.Spotify;

namespace Twin.Tests.Cli.Login;

/// <summary>The token in a stack's configuration, with a script in place of the Pulumi CLI.</summary>
public sealed class PulumiCliTests : IDisposable
{
    private const string Token = "sandbox-refresh-token-1";

    private readonly TestFolder _folder = new();
    private readonly StringWriter _output = new();

    private string Log => Path.Combine(_folder.Root, "log.txt");

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task A_token_is_stored_through_standard_input_and_never_shown()
    {
        var (stored, prompt) = await LogInAsync(Recording(), confirms: true);

        Assert.True(stored);
        Assert.Equal(
            [
                "stack --show-name --stack dev <",
                "config set clientId --stack dev <5b0d4a7be2c84f6b9a3d1c0e8f7a6b59",
                "config set --secret clientSecret --stack dev <sandbox-client-secret",
                $"config set --secret refreshToken --stack dev <{Token}",
                "config set authorizedOn --stack dev <2026-11-02",
            ],
            File.ReadAllLines(Log));
        Assert.Contains("of the stack 'dev'", prompt.Questions[0], StringComparison.Ordinal);
        Assert.Equal(2, prompt.Questions.Count);
        Assert.DoesNotContain(Token, prompt.Told, StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Without_confirmation_no_browser_opens_and_nothing_is_written()
    {
        var (stored, prompt) = await LogInAsync(Recording(), confirms: false);

        Assert.False(stored);
        Assert.Equal(["stack --show-name --stack dev <"], File.ReadAllLines(Log));
        Assert.Contains("--show-secret", prompt.Told, StringComparison.Ordinal);
        Assert.True(prompt.Browsing.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Without_a_stack_no_question_is_asked()
    {
        var failing = Program("echo 'error: no stack selected' >&2; exit 255");

        var wrong = await Assert.ThrowsAsync<InputException>(() => LogInAsync(failing, confirms: true));

        Assert.Contains("no stack selected", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("pulumi stack init", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_Pulumi_is_shown_without_the_value()
    {
        var failing = Program(
            """[ "$1" = stack ] && echo dev || { read -r value; echo "no passphrase for $value" >&2; exit 1; }""");

        var pulumi = new PulumiCli(new CommandLineTool(failing), _folder.Root, null);

        var failure = await Assert.ThrowsAsync<RunFailedException>(
            () => pulumi.SetAsync("refreshToken", Token, secret: true, Cancel));

        Assert.Contains("no passphrase for ***", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, failure.Message, StringComparison.Ordinal);
    }

    private async Task<(bool Stored, ScriptedPrompt Prompt)> LogInAsync(string program, bool confirms)
    {
        await using var user = await SandboxUser.StartAsync(new SandboxOptions { Content = _ => [] });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var prompt = new ScriptedPrompt(confirms: confirms)
        {
            Browse = async page =>
            {
                using var opened = await http.GetAsync(page, Cancel);
                using var consent = await http.GetAsync(opened.Headers.Location, Cancel);
                using var back = await http.GetAsync(consent.Headers.Location, Cancel);
            },
        };
        var options = new LoginOptions("5b0d4a7be2c84f6b9a3d1c0e8f7a6b59", Port: 0)
        {
            AccountsBaseAddress = user.Sandbox.AccountsBaseAddress,
            ApiBaseAddress = user.Sandbox.ApiBaseAddress,
        };
        var session = new LoginSession(
            options,
            "sandbox-client-secret",
            prompt,
            new PulumiCli(new CommandLineTool(program), _folder.Root, "dev"),
            _output,
            http,
            new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 4, 0, 0, TimeSpan.Zero)));

        var stored = await session.RunAsync(Cancel);
        await prompt.Browsing;
        return (stored, prompt);
    }

    private string Recording() => Program(
        $"""
        value=$(cat)
        echo "$* <$value" >> '{Log}'
        echo dev
        """);

    private string Program(string script) => ShellProgram.Write(_folder, "pulumi", script);
}

namespace Eng.Tests.Workflows;

/// <summary>The scripts of the action that runs Pulumi, with a Pulumi CLI whose output a test gives.</summary>
public sealed class PulumiActionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pulumi-action-");

    private string Summary => Path.Combine(_folder.FullName, "summary.md");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_preview_is_in_the_log_and_in_the_summary_without_accounts_and_addresses()
    {
        var (log, _) = await PreviewAsync(
            "~ endpoint: you@example.com => me@example.com, arn:aws:sns::123456789012:x", 0);

        const string Shown = "~ endpoint: <address> => <address 2>, arn:aws:sns::<account>:x\n";
        Assert.Equal(Shown, log);
        Assert.Equal(
            $"## `pulumi preview` of the stack `dev`\n\n``````````text\n{Shown}\n``````````\n",
            await File.ReadAllTextAsync(Summary, Cancel));
    }

    [Fact]
    public async Task A_preview_that_fails_fails_the_step_and_says_why()
    {
        var (log, _) = await PreviewAsync("error: no such stack of you@example.com", 3);

        Assert.Equal("error: no such stack of <address>\n", log);
        Assert.Contains(log, await File.ReadAllTextAsync(Summary, Cancel),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_does_not_read_from_AWS()
    {
        var (log, _) = await PreviewAsync("$*", 0);

        Assert.Equal("preview --stack dev --diff --refresh=false --color never --non-interactive\n", log);
    }

    [Fact]
    public async Task The_addresses_of_the_configuration_are_hidden_in_what_an_update_prints()
    {
        await WriteAsync("Pulumi.dev.yaml", """
            config:
              aws:region: eu-central-1
              spotify:alarmEmails: you@example.com,"me+x@example.com" # it@example.com
              spotify:schedule: cron(0 6 * * ? *)
            """);

        var (output, errors) = await RunAsync("settings.sh", 0);

        Assert.Equal("region=eu-central-1\n", output);
        Assert.Equal("::add-mask::you@example.com\n::add-mask::me+x@example.com\n::add-mask::it@example.com\n", errors);
    }

    [Fact]
    public async Task A_configuration_without_an_address_hides_none()
    {
        await WriteAsync("Pulumi.dev.yaml", "config:\n  aws:region: eu-central-1\n");

        Assert.Equal(("region=eu-central-1\n", ""), await RunAsync("settings.sh", 0));
    }

    private async Task<(string Output, string Errors)> PreviewAsync(string printed, int exitCode)
    {
        await WriteAsync("bin/pulumi", $"#!/bin/sh\necho \"{printed}\"\nexit {exitCode}\n");
        return await RunAsync("preview.sh", exitCode);
    }

    /// <summary>Runs a script of the action in a repository with only the scripts.</summary>
    private async Task<(string Output, string Errors)> RunAsync(string script, int exitCode)
    {
        foreach (var file in (string[])["redact.pl", "actions/pulumi/preview.sh", "actions/pulumi/settings.sh"])
        {
            await WriteAsync($".github/{file}", await File.ReadAllTextAsync(
                Path.Combine(PulumiProject.Folder, ".github", file), Cancel));
        }

        _ = InstalledProgram.Require("perl");
        return await InstalledProgram.Require("bash").RunAsync(
            [Path.Combine(_folder.FullName, ".github", "actions", "pulumi", script)],
            input: "",
            new Dictionary<string, string>
            {
                ["PATH"] = $"{Path.Combine(_folder.FullName, "bin")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["STACK"] = "dev",
                ["ENVIRONMENT"] = "dev-preview",
                ["AWS_ROLE"] = "role",
                ["PULUMI_ACCESS_TOKEN"] = "token",
                ["GITHUB_STEP_SUMMARY"] = Summary,
            },
            exitCode);
    }

    private async Task WriteAsync(string file, string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The action runs on Linux.");
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // Another process writes the file: a parallel test could start a process that keeps the file open, and a
        // program that is open for writing cannot be started.
        await new InstalledProgram("/bin/sh").RunAsync(["-c", """cat > "$0"; chmod +x "$0" """, path], text);
    }
}

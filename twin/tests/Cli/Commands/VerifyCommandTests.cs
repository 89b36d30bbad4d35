using Twin.Tests.Cli.Verification;

namespace Twin.Tests.Cli.Commands;

/// <summary>The exit codes of <c>verify</c>, with scripts in place of the two CLIs.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly PlayedDeployment _deployment = new();

    public void Dispose() => _deployment.Dispose();

    [Fact]
    public async Task A_stack_in_which_all_is_well_gives_0()
    {
        using var process = LocalProgram.Start(
            ["verify", "--stack", "lake", "--read-only"], new() { ["PATH"] = $"{_deployment.Path}:/usr/bin:/bin" });
        var end = await LocalProgram.EndOfAsync(process);

        Assert.Equal((ExitCodes.Done, ""), (end.ExitCode, end.Errors));
        Assert.Contains(" 0 failed", end.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_gives_1_and_what_to_do()
    {
        _deployment.Answer("sns.list-subscriptions-by-topic", """{"Subscriptions":[{"SubscriptionArn":"PendingConfirmation"}]}""");

        var end = await VerifyAsync(_deployment.Path, "--stack", "lake", "--read-only");

        Assert.Equal(ExitCodes.Failed, end.ExitCode);
        Assert.Contains("\n    to do: Open AWS's mail", end.Output, StringComparison.Ordinal);
        Assert.Contains(" 1 failed", end.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pulumi stack ls", "--stack", "other")]
    [InlineData("Option '--stack' is required.")]
    public async Task A_missing_stack_gives_2(string message, params string[] arguments) =>
        AssertWrong(message, await VerifyAsync(_deployment.Path, arguments));

    [Theory]
    [InlineData("pulumi", "https://www.pulumi.com/docs/install/")]
    [InlineData("aws", "https://docs.aws.amazon.com/cli/")]
    public async Task A_missing_program_gives_2(string program, string message)
    {
        File.Delete(Path.Combine(_deployment.Path, program));

        AssertWrong(message, await VerifyAsync(_deployment.Path, "--stack", "lake"));
    }

    private static void AssertWrong(string message, ProgramEnd end)
    {
        Assert.Equal((ExitCodes.Wrong, ""), (end.ExitCode, end.Output));
        Assert.Contains(message, end.Errors, StringComparison.Ordinal);
    }

    private static Task<ProgramEnd> VerifyAsync(string programs, params IEnumerable<string> arguments) =>
        TwinCommand.RunAsync(["verify", .. arguments], new() { ["PATH"] = programs });
}

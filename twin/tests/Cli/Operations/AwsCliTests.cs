using Twin.Cli.Operations;
using Twin.Cli.Processes;

namespace Twin.Tests.Cli.Operations;

public sealed class AwsCliTests : FolderTest
{
    private readonly JumpingTime _clock = new(
        new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero), TimeSpan.MaxValue);

    [Fact]
    public async Task An_answer_that_never_comes_is_not_waited_for_longer_than_a_function_can_run()
    {
        using var aws = Cli("exec tail -f /dev/null");
        var answer = aws.InvokeAsync("lake-extract", "{}"u8.ToArray(), Cancel);

        _clock.Advance(TimeSpan.FromMinutes(16));

        var cut = await Assert.ThrowsAsync<RunFailedException>(() => answer);
        Assert.StartsWith(
            "lake-extract has not answered within 16 minutes, and has ended by now: the connection was cut.",
            cut.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_stopped_by_its_user_is_not_told_as_cut()
    {
        using var stop = new CancellationTokenSource();
        using var aws = Cli("exec tail -f /dev/null");
        var answer = aws.InvokeAsync("lake-extract", "{}"u8.ToArray(), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task An_answer_in_time_is_given()
    {
        using var aws = Cli("echo '{\"done\":1}' > answer.json; echo '{\"StatusCode\":200}'");

        var answer = await aws.InvokeAsync("lake-extract", "{}"u8.ToArray(), Cancel);

        Assert.False(answer.IsError);
        Assert.Equal("{\"done\":1}\n"u8.ToArray(), answer.Payload);
    }

    private AwsCli Cli(string script) =>
        new(new CommandLineTool(ShellProgram.Write(Folder, "aws", script)), "eu-central-1", _clock);
}

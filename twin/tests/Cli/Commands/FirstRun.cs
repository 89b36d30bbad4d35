namespace Twin.Tests.Cli.Commands;

public sealed class FirstRun : IAsyncLifetime
{
    private readonly TestFolder _folder = new();

    public string Out => Path.Combine(_folder.Root, "out");

    internal ProgramEnd End { get; private set; } = null!;

    public async ValueTask InitializeAsync() => End = await TwinCommand.RunAsync("run", "--out", Out);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

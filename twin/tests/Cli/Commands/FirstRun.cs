namespace Twin.Tests.Cli.Commands;

/// <summary>A run without options.</summary>
public sealed class FirstRun : IAsyncLifetime
{
    private readonly TestFolder _folder = new();

    /// <summary>The run's folder.</summary>
    public string Out => Path.Combine(_folder.Root, "out");

    internal ProgramEnd End { get; private set; } = null!;

    public async ValueTask InitializeAsync() => End = await TwinCommand.RunAsync("run", "--out", Out);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

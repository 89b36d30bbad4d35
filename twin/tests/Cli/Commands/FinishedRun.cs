namespace Twin.Tests.Cli.Commands;

/// <summary>One run of the program as a process, shared by the classes that only look at it.</summary>
public sealed class FinishedRun : IAsyncLifetime
{
    public const int Tracks = 5;

    [CollectionDefinition]
    public sealed class Users : ICollectionFixture<FinishedRun>;

    private readonly TestFolder _folder = new();

    public string Out => Path.Combine(_folder.Root, "out");

    internal ProgramEnd End { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        End = await LocalProgram.RunAsync(
            "run", "--days", "1", "--playlists", "1", "--tracks", $"{Tracks}", "--verbose", "--out", Out);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

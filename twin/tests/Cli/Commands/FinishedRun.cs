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

/// <summary>A run whose playlist, songs, artists, input file and folder have hostile names.</summary>
public sealed class HostileRun : IAsyncLifetime
{
    private readonly TestFolder _folder = new();

    public string Out => Path.Combine(_folder.Root, HostileText.Option);

    internal ProgramEnd End { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var playlist = _folder.Write(
            HostileText.Option + ".json",
            new JsonObject
            {
                ["name"] = HostileText.Name,
                ["tracks"] = new JsonObject { ["items"] = new JsonArray(JsonNode.Parse(HostileText.Entry)) },
            }.ToJsonString());
        End = await TwinCommand.RunAsync("run", "--playlist", playlist, "--verbose", "--out", Out);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

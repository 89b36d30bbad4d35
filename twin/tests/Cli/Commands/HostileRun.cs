namespace Twin.Tests.Cli.Commands;

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

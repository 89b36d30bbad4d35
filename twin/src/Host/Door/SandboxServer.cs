using Twin.Spotify;
using Twin.Spotify.Configuration;
using Twin.Spotify.Http;

namespace Twin.Host.Door;

/// <summary>The sandbox of Spotify on one address of 127.0.0.1.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly SandboxSpotify _spotify;
    private readonly LoopbackServer _server;

    private SandboxServer(SandboxSpotify spotify, LoopbackServer server) => (_spotify, _server) = (spotify, server);

    /// <summary>The address in place of <c>https://accounts.spotify.com/</c>.</summary>
    public Uri AccountsBaseAddress => _server.Endpoint;

    /// <summary>The address in place of <c>https://api.spotify.com/v1/</c>.</summary>
    public Uri ApiBaseAddress => new(AccountsBaseAddress, SandboxSpotify.ApiPath);

    public IReadOnlyList<SandboxRequest> Requests => _spotify.Requests;
    public int MaxInFlight => _spotify.MaxInFlight;

    /// <summary>Starts the sandbox with the content of day 0.</summary>
    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var spotify = new SandboxSpotify(options);
        return new SandboxServer(spotify, await LoopbackServer.StartAsync(spotify.RespondAsync, cancellationToken));
    }

    /// <summary>Serves the content of <paramref name="day"/> from the next request on.</summary>
    /// <exception cref="ArgumentException">Two playlists have the same id.</exception>
    public void SetDay(int day) => _spotify.SetDay(day);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

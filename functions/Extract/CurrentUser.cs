using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>The user who has agreed. Spotify is asked for the id once a run, when it is first needed.</summary>
internal sealed class CurrentUser(SpotifyApi spotify, CancellationToken end)
{
    private readonly Lazy<Task<string>> _id = new(() => spotify.ReadUserIdAsync(end));

    public Task<string> IdAsync() => _id.Value;
}

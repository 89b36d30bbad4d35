namespace Functions.Extract;

/// <summary>The state of one playlist, from which the next run continues. Nothing else reads or writes it.</summary>
internal sealed class PlaylistProgress
{
    private readonly StateStore _states;
    private readonly string _key;
    private PlaylistState _state;

    private PlaylistProgress(StateStore states, string key, PlaylistState state) =>
        (_states, _key, _state) = (states, key, state);

    /// <summary>The last snapshot that was stored completely; null if there is none.</summary>
    public CompleteSnapshot? Complete => _state.Complete;

    /// <summary>The last reading that was begun and is not complete; null if there is none.</summary>
    public OpenDownload? Reading => _state.Reading;

    public static async Task<PlaylistProgress> ReadAsync(
        StateStore states, string playlistId, CancellationToken cancellationToken)
    {
        var key = StateZone.Playlist(playlistId);
        return new PlaylistProgress(
            states, key, await states.ReadAsync(key, StateJson.Default.PlaylistState, cancellationToken));
    }

    /// <summary>Writes that a reading begins. Only then may its first page be stored.</summary>
    public Task BeginAsync(OpenDownload reading, CancellationToken cancellationToken) =>
        WriteAsync(_state with { Reading = reading }, cancellationToken);

    /// <summary>Writes the pages of a reading that ends unexpectedly. If that fails too, the next run finds the pages
    /// in their folder.</summary>
    public async Task InterruptAsync(OpenDownload reading)
    {
        try
        {
            // Without a cancellation: the run's end may be the reason for it.
            await WriteAsync(_state with { Reading = reading }, CancellationToken.None);
        }
        catch (Exception)
        {
            // The reading's own failure is what matters.
        }
    }

    /// <summary>Notes that nobody may continue a reading. The note is written with the next reading, or by
    /// <see cref="KeepAsync"/>.</summary>
    public void Abandon(OpenDownload reading) =>
        _state = _state with { Reading = reading with { IsAbandoned = true } };

    public Task KeepAsync(CancellationToken cancellationToken) => WriteAsync(_state, cancellationToken);

    public Task CompleteAsync(CompleteSnapshot snapshot, CancellationToken cancellationToken) =>
        WriteAsync(new PlaylistState { Complete = snapshot }, cancellationToken);

    private Task WriteAsync(PlaylistState state, CancellationToken cancellationToken)
    {
        _state = state;
        return _states.WriteAsync(_key, state, StateJson.Default.PlaylistState, cancellationToken);
    }
}

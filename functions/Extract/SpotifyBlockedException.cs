namespace Functions.Extract;

/// <summary>Spotify asks to wait, for longer than the invocation has: nothing more is to be asked before.</summary>
/// <param name="until">By this machine's clock.</param>
internal sealed class SpotifyBlockedException(string message, DateTimeOffset until) : Exception(message)
{
    public DateTimeOffset Until => until;
}

namespace Functions.Extract.Spotify;

/// <summary>Spotify asks for a wait that is longer than the rest of the invocation. No request may be sent before its
/// end.</summary>
/// <param name="until">The end of the wait, by this machine's clock.</param>
internal sealed class SpotifyBlockedException(string message, DateTimeOffset until) : Exception(message)
{
    /// <summary>The end of the wait, by this machine's clock.</summary>
    public DateTimeOffset Until => until;
}

namespace Functions.Extract;

/// <summary>
/// What was read so far is not one state of the playlist: it was edited meanwhile, or something at Spotify changed.
/// </summary>
/// <param name="reading">What is of no use any more; null where nothing was stored.</param>
internal sealed class PlaylistChangedException(string message, OpenReading? reading = null) : Exception(message)
{
    public OpenReading? Reading => reading;
}

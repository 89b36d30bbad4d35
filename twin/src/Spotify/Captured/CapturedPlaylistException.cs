namespace Twin.Spotify.Captured;

/// <summary>
/// The error for a file that is not a captured playlist. The message names the file, what it is and what to do.
/// </summary>
public sealed class CapturedPlaylistException(string message) : Exception(message);

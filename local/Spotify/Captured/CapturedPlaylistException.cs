namespace Local.Spotify.Captured;

/// <summary>A file that is no captured playlist: the message names the file, what it is and what to do.</summary>
public sealed class CapturedPlaylistException(string message) : Exception(message);

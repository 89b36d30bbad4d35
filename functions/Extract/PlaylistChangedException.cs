namespace Functions.Extract;

/// <summary>The playlist was edited while it was read, as often as it was tried.</summary>
internal sealed class PlaylistChangedException(string message) : Exception(message);

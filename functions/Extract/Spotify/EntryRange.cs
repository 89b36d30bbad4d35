namespace Functions.Extract.Spotify;

/// <summary>A range of a playlist's entries, as it is requested.</summary>
/// <param name="Offset">The position of the first entry, from 0.</param>
/// <param name="Limit">The most entries.</param>
internal sealed record EntryRange(int Offset, int Limit);

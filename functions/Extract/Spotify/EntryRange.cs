namespace Functions.Extract.Spotify;

/// <param name="Offset">The position of the first entry, from 0.</param>
/// <param name="Limit">The most entries.</param>
internal sealed record EntryRange(int Offset, int Limit);

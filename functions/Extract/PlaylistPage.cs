namespace Functions.Extract;

/// <summary>One page of a playlist as Spotify gave it.</summary>
/// <param name="Offset">The position of its first entry, from 0.</param>
/// <param name="Items">Its entries.</param>
internal sealed record PlaylistPage(int Offset, int Items, byte[] Body);

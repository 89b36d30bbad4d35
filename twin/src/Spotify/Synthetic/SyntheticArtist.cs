namespace Twin.Spotify.Synthetic;

/// <summary>A made-up artist.</summary>
internal sealed record SyntheticArtist(string Id, string Name);

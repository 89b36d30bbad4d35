namespace Twin.Spotify.Synthetic;

internal sealed record SyntheticArtist(string Id, string Name);

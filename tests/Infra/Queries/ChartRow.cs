namespace Tests.Infra.Queries;

/// <summary>An entry with all that the day's files say of it.</summary>
internal sealed record ChartRow(
    PlayedSnapshot Snapshot,
    long Rank,
    PlayedEntry Entry,
    PlayedSong? Song,
    PlayedAlbum? Album,
    PlayedArtist? First,
    string? Artists)
{
    public string PlaylistId => Snapshot.PlaylistId;

    public string Playlist => Snapshot.Playlist;

    public DateOnly Day => Snapshot.Day;

    public bool IsTrack => Entry.Kind == "track";
}

internal sealed record Charted<T>(T Latest, DateOnly First, DateOnly Last);

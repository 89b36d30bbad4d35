namespace Tests.Infra.Queries;

/// <summary>The rows that the raw pages of a snapshot say, read slowly. An unknown text is empty.</summary>
internal sealed class PlayedSnapshot
{
    public PlayedSnapshot(StoredSnapshot stored)
    {
        Manifest = stored.Manifest;
        var tables = SlowTransform.Run(PlaylistId, stored.Pages, Manifest.Endpoint == RawEndpoint.TopTracks);
        Rows = Tables.All.ToImmutableDictionary(table => table, table => tables.Fields(table).ToImmutableArray());
        Entries =
        [
            .. Rows[Tables.PlaylistEntries].Select(row => new PlayedEntry(row[2], row[3], row[4], row[5], row[6])),
        ];
    }

    public SnapshotManifest Manifest { get; }

    public string PlaylistId => Manifest.Playlist.Id;

    public string Playlist => Manifest.Playlist.Name!;

    public DateOnly Day => Manifest.SnapshotDate;

    public ImmutableArray<PlayedEntry> Entries { get; }

    public ImmutableDictionary<Table, ImmutableArray<string[]>> Rows { get; }
}

internal sealed record PlayedEntry(string Kind, string Id, string Name, string AddedAt, string AddedBy);

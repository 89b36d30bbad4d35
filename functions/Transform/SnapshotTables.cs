using Functions.Lake;

namespace Functions.Transform;

/// <summary>
/// The seven tables of one snapshot. Rows stand in the playlist's order; of what occurs twice, the first occurrence
/// counts.
/// </summary>
internal sealed class SnapshotTables : IDisposable
{
    private const string UnknownTime = "1970-01-01";
    private const string UnknownDate = "0000";

    private readonly TableWriter _playlists = new(Tables.Playlists);
    private readonly TableWriter _entries = new(Tables.PlaylistEntries);
    private readonly TableWriter _songs = new(Tables.Songs);
    private readonly TableWriter _albums = new(Tables.Albums);
    private readonly TableWriter _artists = new(Tables.Artists);
    private readonly TableWriter _songArtists = new(Tables.SongArtists);
    private readonly TableWriter _albumArtists = new(Tables.AlbumArtists);

    private readonly HashSet<string> _knownSongs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _knownAlbums = new(StringComparer.Ordinal);
    private readonly HashSet<string> _knownArtists = new(StringComparer.Ordinal);
    private readonly ManifestPlaylist _playlist;

    public SnapshotTables(ManifestPlaylist playlist, string extractedAt)
    {
        _playlist = playlist;
        ExtractedAt = extractedAt;
        _playlists
            .Field(playlist.Id)
            .Field(playlist.Name)
            .Field(playlist.OwnerId)
            .Field(playlist.SnapshotId)
            .Field(playlist.TrackCount)
            .Field(extractedAt)
            .EndRow();
    }

    /// <summary>All seven, in the order of <see cref="Tables.All"/>.</summary>
    public IReadOnlyList<TableWriter> All =>
        [_playlists, _entries, _songs, _albums, _artists, _songArtists, _albumArtists];

    /// <summary>When the snapshot was extracted: ISO 8601, UTC.</summary>
    public string ExtractedAt { get; }

    /// <summary>Spotify's version of the playlist.</summary>
    public string SnapshotId => _playlist.SnapshotId;

    /// <summary>The entries that the manifest counts and that are not among the rows so far.</summary>
    public int Rejected => _playlist.TrackCount - _entries.Rows;

    /// <summary>The next entry of the playlist.</summary>
    public void Add(PlaylistEntry entry)
    {
        var kind = EntryKind.Of(entry);
        _entries
            .Field(_playlist.Id)
            .Field(_entries.Rows)
            .Field(kind)
            .Field(entry.Item?.Id)
            .Field(entry.Item?.Name)
            .Field(Known(entry.AddedAt, UnknownTime))
            .Field(entry.AddedBy)
            .EndRow();

        if (kind == EntryKind.Track && entry.Item is { Id: { } songId } track && _knownSongs.Add(songId))
        {
            AddSong(songId, track);
        }
    }

    public void Dispose()
    {
        foreach (var table in All)
        {
            table.Dispose();
        }
    }

    private void AddSong(string id, PlayableItem track)
    {
        _songs
            .Field(id)
            .Field(track.Name)
            .Field(track.Album?.Id)
            .Field(track.DurationMs)
            .Field(track.Explicit)
            .Field(track.Popularity)
            .Field(track.DiscNumber)
            .Field(track.TrackNumber)
            .Field(track.Isrc)
            .Field(Url(track.Url, "track", id))
            .EndRow();

        foreach (var (artist, artistId, position) in Identified(track.Artists))
        {
            _songArtists.Field(id).Field(artistId).Field(position).EndRow();
            if (_knownArtists.Add(artistId))
            {
                _artists.Field(artistId).Field(artist.Name).Field(Url(artist.Url, "artist", artistId)).EndRow();
            }
        }

        if (track.Album is { Id: { } albumId } album && _knownAlbums.Add(albumId))
        {
            AddAlbum(albumId, album);
        }
    }

    private void AddAlbum(string id, Album album)
    {
        _albums
            .Field(id)
            .Field(album.Name)
            .Field(album.AlbumType)
            .Field(Known(album.ReleaseDate, UnknownDate))
            .Field(album.ReleaseDatePrecision)
            .Field(album.TotalTracks)
            .Field(Url(album.Url, "album", id))
            .EndRow();

        foreach (var (_, artistId, position) in Identified(album.Artists))
        {
            _albumArtists.Field(id).Field(artistId).Field(position).EndRow();
        }
    }

    /// <summary>Each artist that has an id, once, at its first place.</summary>
    private static IEnumerable<(Artist Artist, string Id, int Position)> Identified(IReadOnlyList<Artist> artists)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var position = 0; position < artists.Count; position++)
        {
            if (artists[position].Id is { } id && known.Add(id))
            {
                yield return (artists[position], id, position);
            }
        }
    }

    private static string? Known(string? given, string unknown) =>
        given is null || given.StartsWith(unknown, StringComparison.Ordinal) ? null : given;

    private static string Url(string? given, string type, string id) =>
        string.IsNullOrEmpty(given) ? $"https://open.spotify.com/{type}/{id}" : given;
}

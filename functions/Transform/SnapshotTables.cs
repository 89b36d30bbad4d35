using Functions.Transform.Json;

namespace Functions.Transform;

/// <summary>The seven tables of one snapshot. Rows are in the playlist's order; of an item that occurs twice, the first
/// occurrence counts. Only distinct ids are kept in memory beside the rows.</summary>
internal sealed class SnapshotTables : IEntrySink, IDisposable
{
    // Up to this number, comparing each with each is faster than a set.
    private const int FewArtists = 16;

    private readonly TableWriter _playlists;
    private readonly TableWriter _entries;
    private readonly TableWriter _songs;
    private readonly TableWriter _albums;
    private readonly TableWriter _artists;
    private readonly TableWriter _songArtists;
    private readonly TableWriter _albumArtists;

    private readonly KnownUsers _users;
    private readonly IdSet _knownSongs = new();
    private readonly IdSet _knownAlbums = new();
    private readonly IdSet _knownArtists = new();
    private readonly IdSet _knownInList = new();
    private readonly ArrayBufferWriter<byte> _url = new();
    private readonly byte[] _playlistId;
    private int _position;

    public SnapshotTables(SnapshotManifest manifest, TableFormat format, UserIds users)
    {
        _users = new KnownUsers(users);
        Manifest = manifest;
        _playlists = TableWriter.Create(Tables.Playlists, format);
        _entries = TableWriter.Create(Tables.PlaylistEntries, format);
        _songs = TableWriter.Create(Tables.Songs, format);
        _albums = TableWriter.Create(Tables.Albums, format);
        _artists = TableWriter.Create(Tables.Artists, format);
        _songArtists = TableWriter.Create(Tables.SongArtists, format);
        _albumArtists = TableWriter.Create(Tables.AlbumArtists, format);
        All = [_playlists, _entries, _songs, _albums, _artists, _songArtists, _albumArtists];
        var playlist = manifest.Playlist;
        _playlistId = Encoding.UTF8.GetBytes(playlist.Id);
        _playlists
            .Field(playlist.Id)
            .Field(playlist.Name)
            .Field(users.Of(playlist.OwnerId))
            .Field(playlist.SnapshotId)
            .Field(playlist.TrackCount)
            .Field(manifest.ExtractedAt)
            .EndRow();
    }

    public SnapshotManifest Manifest { get; }

    /// <summary>All seven tables, in the order of <see cref="Tables.All"/>.</summary>
    public IReadOnlyList<TableWriter> All { get; }

    /// <summary>The entries that could not be read, and have no row.</summary>
    public RejectedRecords Rejected { get; } = new();

    public string Page { get; set; } = "";

    public void Add(PlaylistEntry entry, EntryText text)
    {
        var kind = EntryKind.From(entry, text);
        var item = entry.Item;
        _entries
            .Field(_playlistId)
            .Field(_position++)
            .Field(kind)
            .Field(text[item?.Id ?? default])
            .Field(text[item?.Name ?? default])
            .Field(UnlessUnknown(text[entry.AddedAt], "1970-01-01"u8))
            .Field(_users.Of(text[entry.AddedBy]))
            .EndRow();

        if (kind == EntryKind.Track && item is { Id.IsKnown: true } && _knownSongs.Add(text[item.Id]))
        {
            AddSong(item, text);
        }
    }

    // A text, a number or a boolean has no user's id; all else that was not understood may have some.
    public void Reject(string reason, ReadOnlySpan<byte> record) => Rejected.Add(
        Page, _position++, reason, _users.ArePlain || record is not [(byte)'{' or (byte)'[', ..] ? record : []);

    public void Dispose()
    {
        foreach (var table in All)
        {
            table.Dispose();
        }

        Rejected.Dispose();
    }

    private void AddSong(PlayableItem track, EntryText text)
    {
        var id = text[track.Id];
        _songs
            .Field(id)
            .Field(text[track.Name])
            .Field(text[track.Album?.Id ?? default])
            .Field(track.DurationMs)
            .Field(track.Explicit)
            .Field(track.Popularity)
            .Field(track.DiscNumber)
            .Field(track.TrackNumber)
            .Field(text[track.Isrc])
            .Field(Url(text[track.Url], "track/"u8, id))
            .EndRow();

        var artists = track.Artists;
        for (var i = 0; i < artists.Count; i++)
        {
            var artistId = text[artists[i].Id];
            if (!IsFirst(artists, i, text))
            {
                continue;
            }

            _songArtists.Field(id).Field(artistId).Field(artists[i].Position).EndRow();
            if (_knownArtists.Add(artistId))
            {
                _artists
                    .Field(artistId)
                    .Field(text[artists[i].Name])
                    .Field(Url(text[artists[i].Url], "artist/"u8, artistId))
                    .EndRow();
            }
        }

        if (track.Album is { Id.IsKnown: true } album && _knownAlbums.Add(text[album.Id]))
        {
            AddAlbum(album, text);
        }
    }

    private void AddAlbum(Album album, EntryText text)
    {
        var id = text[album.Id];
        _albums
            .Field(id)
            .Field(text[album.Name])
            .Field(text[album.AlbumType])
            .Field(UnlessUnknown(text[album.ReleaseDate], "0000"u8))
            .Field(text[album.ReleaseDatePrecision])
            .Field(album.TotalTracks)
            .Field(Url(text[album.Url], "album/"u8, id))
            .EndRow();

        var artists = album.Artists;
        for (var i = 0; i < artists.Count; i++)
        {
            if (IsFirst(artists, i, text))
            {
                _albumArtists
                    .Field(id)
                    .Field(text[artists[i].Id])
                    .Field(artists[i].Position)
                    .Field(text[artists[i].Name])
                    .EndRow();
            }
        }
    }

    /// <summary>Determines whether an artist occurs for the first time in the list. It must be called for each artist
    /// in order.</summary>
    private bool IsFirst(List<Artist> artists, int index, EntryText text)
    {
        var id = text[artists[index].Id];
        if (artists.Count > FewArtists)
        {
            if (index == 0)
            {
                _knownInList.Clear();
            }

            return _knownInList.Add(id);
        }

        for (var i = 0; i < index; i++)
        {
            if (text[artists[i].Id].SequenceEqual(id))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> UnlessUnknown(ReadOnlySpan<byte> given, ReadOnlySpan<byte> unknown) =>
        given.StartsWith(unknown) ? [] : given;

    private ReadOnlySpan<byte> Url(ReadOnlySpan<byte> given, ReadOnlySpan<byte> type, ReadOnlySpan<byte> id)
    {
        if (!given.IsEmpty)
        {
            return given;
        }

        _url.ResetWrittenCount();
        _url.Write("https://open.spotify.com/"u8);
        _url.Write(type);
        _url.Write(id);
        return _url.WrittenSpan;
    }
}

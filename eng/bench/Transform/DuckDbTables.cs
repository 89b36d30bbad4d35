using DuckDB.NET.Data;

namespace Bench.Transform;

/// <summary>The seven tables of a snapshot, made by DuckDB in one thread. DuckDB gets the pages' types, so it needs
/// no detection and may ignore other fields; of rows with equal ids it may keep any.</summary>
internal static class DuckDbTables
{
    private const string ArtistType = "STRUCT(id VARCHAR, name VARCHAR, external_urls STRUCT(spotify VARCHAR))";

    private const string ItemType =
        "STRUCT(type VARCHAR, id VARCHAR, name VARCHAR, is_local BOOLEAN, duration_ms JSON, explicit BOOLEAN, "
        + "popularity BIGINT, disc_number BIGINT, track_number BIGINT, external_ids STRUCT(isrc VARCHAR), "
        + "external_urls STRUCT(spotify VARCHAR), artists " + ArtistType + "[], album STRUCT(id VARCHAR, "
        + "name VARCHAR, album_type VARCHAR, release_date VARCHAR, release_date_precision VARCHAR, "
        + "total_tracks BIGINT, external_urls STRUCT(spotify VARCHAR), artists " + ArtistType + "[]))";

    public static Dictionary<string, long> Make(string folder)
    {
        var raw = RawPages.In(folder);
        var key = raw.Manifest.Endpoint == "items" ? "item" : "track";
        var target = TemporaryFolder.Create("duckdb");
        try
        {
            using var connection = new DuckDBConnection("Data Source=:memory:");
            connection.Open();
            Execute(connection, "SET threads = 1");
            Execute(connection, "SET preserve_insertion_order = false");
            Execute(
                connection,
                $"""
                CREATE TABLE entries AS
                SELECT offset_of_page + index - 1 AS position, entry.added_at AS added_at,
                    entry.added_by.id AS added_by, entry.is_local AS is_local, entry.{key} AS item
                FROM (
                    SELECT "offset" AS offset_of_page, unnest(items) AS entry, generate_subscripts(items, 1) AS index
                    FROM read_json({Quoted(Path.Combine(folder, "page-*.json"))}, columns = {Types(key)}))
                """);
            Execute(
                connection,
                """
                CREATE VIEW songs AS
                SELECT DISTINCT ON (item.id) item FROM entries
                WHERE NOT is_local AND item.type = 'track' AND item.id IS NOT NULL
                """);
            var playlist = raw.Manifest.Playlist;
            return new Dictionary<string, long>
            {
                ["playlists"] = Copy(
                    "playlists",
                    $"SELECT {Quoted(playlist.Id)} AS playlist_id, {Quoted(playlist.Name!)} AS name, "
                    + $"{Quoted(playlist.OwnerId!)} AS owner_id, {Quoted(playlist.SnapshotId)} AS snapshot_id, "
                    + $"{playlist.TrackCount} AS track_count, {Quoted(raw.Manifest.ExtractedAt)} AS extracted_at"),
                ["playlist_entries"] = Copy(
                    "playlist_entries",
                    $"""
                    SELECT {Quoted(playlist.Id)} AS playlist_id, position,
                        CASE WHEN item IS NULL THEN 'missing' WHEN is_local THEN 'local' ELSE item.type END AS kind,
                        item.id AS song_id, item.name AS name, added_at, added_by
                    FROM entries
                    """),
                ["songs"] = Copy(
                    "songs",
                    """
                    SELECT item.id AS song_id, item.name, item.album.id AS album_id,
                        CAST(CAST(coalesce(item.duration_ms ->> '$.totalMilliseconds', item.duration_ms) AS DOUBLE)
                            AS BIGINT) AS duration_ms,
                        item.explicit, item.popularity, item.disc_number, item.track_number,
                        item.external_ids.isrc AS isrc, item.external_urls.spotify AS url
                    FROM songs
                    """),
                ["albums"] = Copy(
                    "albums",
                    """
                    SELECT DISTINCT ON (item.album.id) item.album.id AS album_id, item.album.name, item.album.album_type,
                        nullif(item.album.release_date, '0000') AS release_date, item.album.release_date_precision,
                        item.album.total_tracks, item.album.external_urls.spotify AS url
                    FROM songs WHERE item.album.id IS NOT NULL
                    """),
                ["artists"] = Copy(
                    "artists",
                    """
                    SELECT DISTINCT ON (artist.id) artist.id AS artist_id, artist.name,
                        artist.external_urls.spotify AS url
                    FROM (SELECT unnest(item.artists) AS artist FROM songs) WHERE artist.id IS NOT NULL
                    """),
                ["song_artists"] = Copy(
                    "song_artists",
                    """
                    SELECT song_id, artist.id AS artist_id, position - 1 AS position
                    FROM (
                        SELECT item.id AS song_id, unnest(item.artists) AS artist,
                            generate_subscripts(item.artists, 1) AS position
                        FROM songs)
                    WHERE artist.id IS NOT NULL
                    """),
                ["album_artists"] = Copy(
                    "album_artists",
                    """
                    SELECT album_id, artist.id AS artist_id, position - 1 AS position, artist.name
                    FROM (
                        SELECT album.id AS album_id, unnest(album.artists) AS artist,
                            generate_subscripts(album.artists, 1) AS position
                        FROM (SELECT DISTINCT ON (item.album.id) item.album AS album FROM songs
                            WHERE item.album.id IS NOT NULL))
                    WHERE artist.id IS NOT NULL
                    """),
            };

            long Copy(string table, string select) => Execute(
                connection,
                $"COPY ({select}) TO {Quoted(Path.Combine(target.FullName, table + ".csv"))} (HEADER)");
        }
        finally
        {
            target.Dispose();
        }
    }

    private static string Types(string key) =>
        $$"""{"offset": 'BIGINT', items: 'STRUCT(added_at VARCHAR, added_by STRUCT(id VARCHAR), is_local BOOLEAN, """
        + $$"""{{key}} {{ItemType}})[]'}""";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static long Execute(DuckDBConnection connection, string sql)
    {
        using var command = new DuckDBCommand(sql, connection);
        try
        {
            return command.ExecuteNonQuery();
        }
        catch (DuckDBException e)
        {
            throw new RunFailedException($"DuckDB: {e.Message}");
        }
    }
}

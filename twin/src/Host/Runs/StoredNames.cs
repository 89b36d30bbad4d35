using Functions.Lake;
using Twin.Aws.Athena;
using Twin.Aws.Glue;

namespace Twin.Host.Runs;

internal static class StoredNames
{
    /// <summary>The name of a playlist in its last snapshot; null if it has none.</summary>
    public static string? Find(QuerySession queries, Catalog catalog, string id, CancellationToken cancellationToken) =>
        catalog.Databases
            .Where(database => catalog.Tables(database).Any(table => table.Name == Tables.Playlists.Name))
            .Select(database => queries.Execute(
                $"SELECT name FROM \"{Tables.Playlists.Name}\" WHERE playlist_id = '{id}' "
                + "ORDER BY snapshot_date DESC LIMIT 1",
                database,
                cancellationToken))
            .Where(result => !result.Rows.IsEmpty)
            .Select(result => result.Rows[0][0] as string)
            .FirstOrDefault();
}

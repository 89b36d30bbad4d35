using Twin.Aws.Athena;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Glue;

namespace Twin.Host.Runs;

/// <summary>The plays of the table play_history, by kind.</summary>
internal static class PlayTotals
{
    private const string Table = "play_history";
    private const string All = "all";

    /// <summary>The kinds that have plays, the most frequent first, and at last all of them together.</summary>
    public static ImmutableArray<RunRecord.PlaysRecord> Find(
        QuerySession queries, Catalog catalog, CancellationToken cancellationToken)
    {
        var database = catalog.Databases.FirstOrDefault(
            database => catalog.Tables(database).Any(found => found.Name == Table));
        try
        {
            return database is null
                ? []
                : [.. Rows("kind", "GROUP BY kind"), .. Rows($"'{All}'", "HAVING count(*) > 0")];
        }
        catch (AthenaException)
        {
            // The run has failed, and its named queries tell why.
            return [];
        }

        IEnumerable<RunRecord.PlaysRecord> Rows(string kind, string grouped) =>
            from row in queries.Execute(
                $"""
                SELECT {kind}, count(*), CAST(coalesce(sum(listened_ms), 0) / 60000 AS bigint),
                  count(DISTINCT coalesce(song_id, concat(coalesce(artist, ''), ' - ', song))),
                  CAST(CAST(min(played_at) AS date) AS varchar), CAST(CAST(max(played_at) AS date) AS varchar)
                FROM {Table} {grouped} ORDER BY 2 DESC, 1
                """,
                database,
                cancellationToken).Rows
            select new RunRecord.PlaysRecord(
                (string)row[0]!, (long)row[1]!, (long)row[2]!, (long)row[3]!, (string)row[4]!, (string)row[5]!);
    }
}

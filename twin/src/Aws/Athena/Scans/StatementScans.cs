using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Statements;
using Twin.Aws.Athena.Tables;
using Twin.Aws.Athena.Translation;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena.Scans;

internal sealed class StatementScans(
    Catalog catalog, QueryTranslator translator, FileSelection files, EngineTables tables)
{
    /// <summary>Finds the files of a query, and reads the rows that DuckDB lacks.</summary>
    /// <param name="wholeRows">True if all columns of the rows are needed whose number the query finds.</param>
    /// <exception cref="AthenaException">A file cannot be read.</exception>
    public ImmutableArray<ScannedFiles> Read(
        TranslatedQuery query, CancellationToken cancellationToken, bool wholeRows = false)
    {
        var found = new ScanAnalysis(catalog, translator.Evaluate).Analyze(query.Tree)
            .Select(scan => wholeRows && scan.Columns?.Contains(DuckDbNode.RowNumber) == true
                ? scan with { Columns = null }
                : scan)
            .Select(files.Find)
            .ToImmutableArray();
        foreach (var table in query.Tables.Where(table => table.Table.Iceberg is null))
        {
            var scans = found.Where(scan => scan.Scan.Table == table).ToList();
            if (scans.Count == 0)
            {
                scans.Add(files.Find(Whole(table)));
            }

            var needed = scans.SelectMany(scan => scan.Files)
                .DistinctBy(file => file.File)
                .OrderBy(file => file.Key, StringComparer.Ordinal);
            tables.Read(
                table, [.. needed], values => scans.Exists(scan => scan.Scan.MayRead(values)), cancellationToken);
        }

        return found;
    }

    /// <summary>Whole data files of an Iceberg table.</summary>
    /// <param name="days">The days to which a condition bounds them; null if none does.</param>
    public static ImmutableArray<ScannedFiles> OfFiles(NamedTable table, IEnumerable<IcebergFile> read, int? days)
    {
        var files = read.ToList();
        var bytes = files.Sum(file => file.Bytes);
        return [new ScannedFiles(Whole(table), [.. files.Select(file => file.Key)], bytes, 0, days)];
    }

    private static TableScan Whole(NamedTable table) =>
        new(table, null, ImmutableDictionary<string, ValueRange>.Empty);
}

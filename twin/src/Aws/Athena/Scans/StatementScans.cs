using Twin.Aws.Athena.DuckDb;
using Twin.Aws.Athena.Tables;
using Twin.Aws.Athena.Translation;
using Twin.Aws.Iceberg;

namespace Twin.Aws.Athena.Scans;

internal sealed class StatementScans(Catalog catalog, QueryTranslator translator, FileSelection files)
{
    /// <summary>The files of a query.</summary>
    /// <param name="wholeRows">True if all columns of the rows are needed whose number the query finds.</param>
    public ImmutableArray<ScannedFiles> Find(TranslatedQuery query, bool wholeRows = false) =>
    [
        .. new ScanAnalysis(catalog, translator.Evaluate).Analyze(query.Tree)
            .Select(scan => wholeRows && scan.Columns?.Contains(DuckDbNode.RowNumber) == true
                ? scan with { Columns = null }
                : scan)
            .Select(files.Find),
    ];

    /// <summary>Whole data files of an Iceberg table.</summary>
    /// <param name="days">The days to which a condition bounds them; null if none does.</param>
    public static ImmutableArray<ScannedFiles> OfFiles(NamedTable table, IEnumerable<IcebergFile> read, int? days)
    {
        var files = read.ToList();
        var scan = new TableScan(table, null, ImmutableDictionary<string, ValueRange>.Empty);
        return [new ScannedFiles(scan, [.. files.Select(file => file.Key)], files.Sum(file => file.Bytes), 0, days)];
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace Local.Glue;

/// <summary>Does what a declared crawler does: turns the files of a bucket into tables of the catalog.</summary>
public static class Crawler
{
    /// <summary>Crawls every target once.</summary>
    /// <param name="crawler">The crawler, as declared.</param>
    /// <param name="bucketsRoot">The folder that holds a folder for each bucket.</param>
    /// <param name="catalog">Where the tables go; the crawler's database must be there.</param>
    /// <param name="cancellationToken">Ends the crawl between two files.</param>
    /// <exception cref="FormatException">A target, a classifier or the configuration cannot be used.</exception>
    /// <exception cref="KeyNotFoundException">The catalog has no such database.</exception>
    public static CrawlSummary Run(
        CrawlerDeclaration crawler, string bucketsRoot, Catalog catalog, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        ArgumentNullException.ThrowIfNull(catalog);
        var options = CrawlerOptions.Parse(crawler);
        _ = catalog.Tables(crawler.Database);
        var run = new CrawlRun(crawler, options, catalog, cancellationToken);
        foreach (var target in crawler.S3Targets)
            run.Crawl(S3Folder.Parse(target), bucketsRoot);
        return run.Summary;
    }

    private sealed class CrawlRun(
        CrawlerDeclaration crawler, CrawlerOptions options, Catalog catalog, CancellationToken cancellationToken)
    {
        private readonly List<string> _created = [];
        private readonly List<string> _updated = [];
        private readonly List<string> _warnings = [];
        private int _partitions;

        public CrawlSummary Summary => new([.. _created], [.. _updated], _partitions, [.. _warnings]);

        private CsvClassifier? Classifier => crawler.Classifiers is [var first, ..] ? first : null;

        public void Crawl(S3Folder target, string root)
        {
            foreach (var table in target.Files(root).GroupBy(file => TableFolder(target, file.Key)))
            {
                if (table.Key is null)
                {
                    _warnings.Add($"{target.Location} has files above the level of a table's folder "
                        + $"({table.First().Key}): they belong to no table.");
                    continue;
                }
                CrawlTable(new S3Folder(target.Bucket, table.Key), [.. table]);
            }
        }

        /// <summary>The prefix of the table that an object belongs to, or null when it lies above.</summary>
        private string? TableFolder(S3Folder target, string key)
        {
            if (options.TableLevel is not { } level)
                return target.Prefix;
            var folders = key.Split('/').SkipLast(1).ToList();
            return folders.Count >= level - 1 ? string.Join('/', folders.Take(level - 1)) + "/" : null;
        }

        private void CrawlTable(S3Folder folder, List<(string Key, string File)> files)
        {
            var byPartition = files
                .GroupBy(file => file.Key[folder.Prefix.Length..(file.Key.LastIndexOf('/') + 1)])
                .ToList();
            var depth = byPartition.Max(partition => partition.Key.Count('/'));
            foreach (var partition in byPartition.Where(partition => partition.Key.Count('/') < depth))
            {
                _warnings.Add($"{folder.Location}{partition.Key} has files beside partition folders: "
                    + "no query finds them.");
            }
            var partitions = byPartition.Where(partition => partition.Key.Count('/') == depth).ToList();
            var schemas = partitions
                .SelectMany(partition => partition)
                .Select(file => (file.Key, Schema: ReadSchema(file.File)))
                .Where(file => file.Schema is not null)
                .Select(file => (file.Key, Schema: file.Schema!))
                .ToList();
            if (schemas.Count == 0)
                return;
            Put(folder, schemas, depth, partitions.ConvertAll(partition => partition.Key));
        }

        private CsvSchema? ReadSchema(string file)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return CsvSchema.Of(file, Classifier);
        }

        private void Put(
            S3Folder folder, List<(string Key, CsvSchema Schema)> schemas, int depth, List<string> partitions)
        {
            var name = TableName(folder);
            var existing = catalog.Find(crawler.Database, name);
            var first = schemas[0].Schema;
            WarnOfUnlikeFiles(name, first, schemas);
            var columns = (existing?.Columns.Select(column => column.Name) ?? [])
                .Concat(schemas.SelectMany(file => file.Schema.Columns))
                .Distinct(StringComparer.Ordinal)
                .Select(column => new CatalogColumn(column, "string"))
                .ToImmutableArray();
            var keys = Keys(name, depth, partitions);
            var found = depth == 0
                ? []
                : partitions
                    .Select(partition => new CatalogPartition(
                        [.. Parts(partition).Select(Value)], folder.Location + partition))
                    .ToImmutableArray();
            var known = (existing?.Partitions ?? []).Select(partition => partition.Location).ToHashSet();
            var added = found.Where(partition => !known.Contains(partition.Location)).ToList();
            _partitions += added.Count;
            if (existing is null)
                _created.Add(name);
            else if (!existing.Columns.SequenceEqual(columns))
                _updated.Add(name);
            catalog.Put(crawler.Database, new CatalogTable(
                name,
                folder.Location,
                columns,
                keys,
                [.. (existing?.Partitions ?? []).Concat(added)],
                SerDe(),
                SerDeParameters(),
                Parameters(first)));
        }

        /// <summary>Hive reads a line's fields by their position, whatever the header of that file says.</summary>
        private void WarnOfUnlikeFiles(string name, CsvSchema first, List<(string Key, CsvSchema Schema)> schemas)
        {
            if (schemas.Find(file => !file.Schema.Columns.SequenceEqual(first.Columns)) is not (var key, { } unlike))
                return;
            _warnings.Add($"Table '{name}': the columns of {key} ({string.Join(", ", unlike.Columns)}) are not those "
                + $"of {schemas[0].Key} ({string.Join(", ", first.Columns)}), and fields are read by their position."
                + (options.CombinesCompatibleSchemas
                    ? ""
                    : " Glue makes a table per folder unless Grouping.TableGroupingPolicy is "
                        + "CombineCompatibleSchemas."));
            if (!options.PartitionsInherit)
            {
                _warnings.Add($"Table '{name}': queries end in HIVE_PARTITION_SCHEMA_MISMATCH unless "
                    + "CrawlerOutput.Partitions.AddOrUpdateBehavior is InheritFromTable.");
            }
        }

        private ImmutableArray<CatalogColumn> Keys(string name, int depth, List<string> partitions)
        {
            var keys = Enumerable.Range(0, depth)
                .Select(level => partitions
                    .Select(partition => Parts(partition)[level])
                    .Select(part => part.Contains('=', StringComparison.Ordinal) ? part[..part.IndexOf('=')] : "")
                    .Distinct(StringComparer.Ordinal)
                    .ToList())
                .ToList();
            if (keys.Find(names => names.Count > 1) is { } mixed)
            {
                _warnings.Add($"Table '{name}': the partition folders have unlike keys "
                    + $"({string.Join(", ", mixed.Select(key => $"'{key}'"))}).");
            }
            return
            [
                .. keys.Select((names, level) => new CatalogColumn(
                    names[0].Length > 0
                        ? names[0].ToLowerInvariant()
                        : string.Create(CultureInfo.InvariantCulture, $"partition_{level}"),
                    "string")),
            ];
        }

        private static string[] Parts(string partition) => partition.TrimEnd('/').Split('/');

        private static string Value(string part) => part[(part.IndexOf('=') + 1)..];

        private string TableName(S3Folder folder)
        {
            var last = folder.Prefix.Length == 0 ? folder.Bucket : Parts(folder.Prefix)[^1];
            return (crawler.TablePrefix + last).Replace('-', '_').ToLowerInvariant();
        }

        private string SerDe() => Classifier?.SerDe switch
        {
            "OpenCSVSerDe" => CatalogTable.OpenCsv,
            null or "None" or "LazySimpleSerDe" => CatalogTable.LazySimple,
            var other => throw new FormatException($"A classifier of crawler '{crawler.Name}' has the SerDe '{other}', "
                + "and can only have OpenCSVSerDe, LazySimpleSerDe or None"),
        };

        private ImmutableSortedDictionary<string, string> SerDeParameters()
        {
            var format = CsvSchema.Format(Classifier);
            return SerDe() == CatalogTable.OpenCsv
                ? ImmutableSortedDictionary<string, string>.Empty
                    .Add("separatorChar", format.Separator.ToString())
                    .Add("quoteChar", format.Quote.ToString())
                    .Add("escapeChar", format.Escape.ToString())
                : ImmutableSortedDictionary<string, string>.Empty.Add("field.delim", format.Separator.ToString());
        }

        private static ImmutableSortedDictionary<string, string> Parameters(CsvSchema schema) =>
            ImmutableSortedDictionary<string, string>.Empty
                .Add("classification", "csv")
                .Add("skip.header.line.count", schema.HasHeader ? "1" : "0");
    }
}

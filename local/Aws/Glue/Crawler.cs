using System.Collections.Immutable;
using System.Globalization;

namespace Local.Aws.Glue;

/// <summary>Runs a declared crawler: makes tables of the catalog from the files of a bucket.</summary>
internal static class Crawler
{
    /// <summary>Crawls every target once.</summary>
    /// <param name="crawler">The declared crawler.</param>
    /// <param name="bucketsRoot">The folder that contains a folder for each bucket.</param>
    /// <param name="catalog">The catalog of the tables; it must have the crawler's database.</param>
    /// <param name="cancellationToken">Cancels the crawl between two files.</param>
    /// <exception cref="FormatException">A target, a classifier or the configuration cannot be used.</exception>
    /// <exception cref="KeyNotFoundException">The catalog does not have the database.</exception>
    public static CrawlSummary Run(
        CrawlerDeclaration crawler, string bucketsRoot, Catalog catalog, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        ArgumentNullException.ThrowIfNull(catalog);
        var options = CrawlerOptions.Parse(crawler);
        _ = catalog.Tables(crawler.Database);
        var run = new CrawlRun(crawler, options, catalog, cancellationToken);
        foreach (var target in crawler.S3Targets)
        {
            run.Crawl(S3Folder.Parse(target), bucketsRoot);
        }

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

        private string? Declared =>
            crawler.Classifiers is [var first, ..] ? FileSchema.ClassificationOf(first) : null;

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

        /// <summary>
        /// The prefix of the table that an object belongs to, or null if the object is above the tables' level.
        /// </summary>
        private string? TableFolder(S3Folder target, string key)
        {
            if (options.TableLevel is not { } level)
            {
                return target.Prefix;
            }

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
            {
                return;
            }

            Put(folder, schemas, depth, partitions.ConvertAll(partition => partition.Key));
        }

        private FileSchema? ReadSchema(string file)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return FileSchema.Of(file, crawler.Classifiers);
        }

        private void Put(
            S3Folder folder, List<(string Key, FileSchema Schema)> found, int depth, List<string> partitions)
        {
            var name = TableName(folder);
            var existing = catalog.Find(crawler.Database, name);
            var schemas = OfOneFormat(name, found);
            var first = schemas[0].Schema;
            WarnOfUnlikeFiles(name, first, schemas);
            // New columns are merged, and existing columns keep their type.
            var columns = (existing?.Columns ?? [])
                .Concat(schemas.SelectMany(file => file.Schema.Columns))
                .DistinctBy(column => column.Name, StringComparer.Ordinal)
                .ToImmutableArray();
            var keys = Keys(name, depth, partitions);
            var folders = depth == 0
                ? []
                : partitions
                    .Select(partition => new CatalogPartition(
                        [.. Parts(partition).Select(Value)], folder.Location + partition))
                    .ToImmutableArray();
            var known = (existing?.Partitions ?? []).Select(partition => partition.Location).ToHashSet();
            var added = folders.Where(partition => !known.Contains(partition.Location)).ToList();
            _partitions += added.Count;
            if (existing is null)
            {
                _created.Add(name);
            }
            else if (!crawler.UpdatesTables)
            {
                catalog.Put(crawler.Database, existing with { Partitions = [.. existing.Partitions.Concat(added)] });
                return;
            }
            else if (!existing.Columns.SequenceEqual(columns) || existing.SerDe != first.SerDe)
            {
                _updated.Add(name);
            }

            catalog.Put(crawler.Database, new CatalogTable(
                name,
                folder.Location,
                columns,
                keys,
                [.. (existing?.Partitions ?? []).Concat(added)],
                first.SerDe,
                first.SerDeParameters,
                first.Parameters));
        }

        /// <summary>
        /// The files of one format that make the table: the declared format, or that of the first file if none has it.
        /// Glue combines files of one format only, and Athena reads all files of a folder with one SerDe.
        /// </summary>
        private List<(string Key, FileSchema Schema)> OfOneFormat(
            string name, List<(string Key, FileSchema Schema)> found)
        {
            var format = found.Exists(file => file.Schema.Classification == Declared)
                ? Declared!
                : found[0].Schema.Classification;
            var others = found.FindAll(file => file.Schema.Classification != (Declared ?? format));
            if (others is [var (key, schema), ..])
            {
                _warnings.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Table '{name}': {others.Count} files are not {Declared ?? format} but {schema.Classification}, ")
                    + $"the first is {key}. A table is of one format, and a query reads every file of a day: make "
                    + "those days again in the format that is declared (replay).");
            }
            return found.FindAll(file => file.Schema.Classification == format);
        }

        /// <summary>
        /// Warns of files with other columns: Hive reads the fields of a CSV line by position and ignores the file's
        /// header.
        /// </summary>
        private void WarnOfUnlikeFiles(string name, FileSchema first, List<(string Key, FileSchema Schema)> schemas)
        {
            var isByPosition = first.Classification == CsvSchema.Csv;
            if (schemas.Find(file => !IsAlike(file.Schema)) is not (var key, { } unlike))
            {
                return;
            }

            _warnings.Add($"Table '{name}': the columns of {key} ({Names(unlike)}) are not those "
                + $"of {schemas[0].Key} ({Names(first)})"
                + (isByPosition ? ", and fields are read by their position." : ".")
                + (options.CombinesCompatibleSchemas
                    ? ""
                    : " Glue makes a table per folder unless Grouping.TableGroupingPolicy is "
                        + "CombineCompatibleSchemas."));
            if (!options.PartitionsInherit)
            {
                _warnings.Add($"Table '{name}': queries end in HIVE_PARTITION_SCHEMA_MISMATCH unless "
                    + "CrawlerOutput.Partitions.AddOrUpdateBehavior is InheritFromTable.");
            }

            bool IsAlike(FileSchema schema) => isByPosition
                ? schema.Columns.SequenceEqual(first.Columns)
                : schema.Columns.ToHashSet().SetEquals(first.Columns);

            static string Names(FileSchema schema) => string.Join(", ", schema.Columns.Select(column => column.Name));
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
    }
}

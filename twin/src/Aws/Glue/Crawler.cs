namespace Twin.Aws.Glue;

/// <summary>Registers the partitions of declared tables, and leaves the tables themselves unchanged.</summary>
internal static class Crawler
{
    /// <summary>Crawls every target once.</summary>
    /// <param name="catalog">The catalog of the tables; it gets the partitions.</param>
    /// <param name="since">The time of the last crawl that found no mistake: older files are known to be right.</param>
    /// <exception cref="KeyNotFoundException">The catalog does not have the database or a table.</exception>
    public static CrawlSummary Run(
        ImmutableArray<CrawlerTarget> targets,
        string bucketsRoot,
        Catalog catalog,
        CancellationToken cancellationToken,
        DateTimeOffset since = default)
    {
        var mistakes = ImmutableArray.CreateBuilder<string>();
        var partitions = 0;
        foreach (var (database, name) in targets)
        {
            if (catalog.Find(database, name) is not { } table)
            {
                throw new KeyNotFoundException($"The database '{database}' has no table '{name}'.");
            }

            var files = S3Folder.Parse(table.Location).Files(bucketsRoot);
            if (Mistake(table, files, since, cancellationToken) is { } mistake)
            {
                mistakes.Add(mistake);
            }

            var known = table.Partitions.Select(partition => partition.Location).ToHashSet(StringComparer.Ordinal);
            var added = Partitions(table, files).Where(partition => !known.Contains(partition.Location)).ToList();
            partitions += added.Count;
            catalog.Put(database, table with { Partitions = [.. table.Partitions, .. added] });
        }

        return new CrawlSummary(partitions, mistakes.ToImmutable());
    }

    private static IEnumerable<CatalogPartition> Partitions(
        CatalogTable table, IEnumerable<(string Key, string File)> files) =>
        from file in files
        let values = ValuesOf(table, file.Key)
        where values is { IsEmpty: false }
        let folder = file.Key[..(file.Key.LastIndexOf('/') + 1)]
        let location = (S3Folder.Parse(table.Location) with { Prefix = folder }).Location
        group new CatalogPartition(values.Value, location) by location into partition
        select partition.First();

    /// <summary>The values of the partition keys in an object's key; null if its folders are others.</summary>
    private static ImmutableArray<string>? ValuesOf(CatalogTable table, string key)
    {
        var prefix = S3Folder.Parse(table.Location).Prefix;
        var folders = key[prefix.Length..].Split('/')[..^1];
        return folders.Length == table.PartitionKeys.Length
            && folders.Zip(table.PartitionKeys).All(part =>
                part.First.StartsWith($"{part.Second.Name}=", StringComparison.OrdinalIgnoreCase))
                ? [.. folders.Select(folder => folder[(folder.IndexOf('=') + 1)..])]
                : null;
    }

    // The first one: a mistake in one file mostly is in all.
    private static string? Mistake(
        CatalogTable table,
        IReadOnlyList<(string Key, string File)> files,
        DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        foreach (var (key, file) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File.GetLastWriteTimeUtc(file) >= since.UtcDateTime
                && FileColumns.MistakeOf(table, file) is { } mistake)
            {
                return $"Table '{table.Name}': {key} {mistake}";
            }
        }

        return null;
    }
}

/// <param name="Mistakes">The files that queries misread, a sentence for each table.</param>
internal sealed record CrawlSummary(int PartitionsAdded, ImmutableArray<string> Mistakes);

/// <summary>A declared table whose partitions a crawler registers.</summary>
internal sealed record CrawlerTarget(string Database, string Table);

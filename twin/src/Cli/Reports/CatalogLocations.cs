using System.IO.Enumeration;
using Twin.Aws.Glue;
using Twin.Host.Loading;

namespace Twin.Cli.Reports;

/// <summary>
/// The places of a catalog's tables, which must be below the run's own buckets: a folder may come from anybody, and its
/// catalog must not read other files of whoever queries it.
/// </summary>
internal static class CatalogLocations
{
    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    /// <summary>Refuses a catalog that leads out of the folder: by a path, or by a link on the way or below.</summary>
    public static void ExpectBelow(Catalog catalog, string folder)
    {
        var root = Path.GetFullPath(OutputFolder.BucketsOf(folder));
        foreach (var table in catalog.Databases.SelectMany(catalog.Tables))
        {
            foreach (var location in table.Partitions.Select(partition => partition.Location).Prepend(table.Location))
            {
                if (WhyRefused(location, root) is { } reason)
                {
                    throw new InputException(
                        $"{Path.Combine(folder, CatalogFile.FileName)}: the table {table.Name} is at {location}, and "
                        + $"{reason}. A run writes no such catalog: run the stack again, or name another folder.");
                }
            }
        }
    }

    private static string? WhyRefused(string location, string root)
    {
        string path;
        try
        {
            var named = S3Folder.Parse(location);
            path = Path.GetFullPath(Path.Combine(root, named.Bucket, named.Prefix));
        }
        catch (Exception none) when (none is FormatException or ArgumentException)
        {
            return "that is not an S3 path";
        }

        if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return $"that leads out of {root}";
        }

        return LinksAt(path, root).FirstOrDefault() is { } link ? $"{link} is a link" : null;
    }

    private static IEnumerable<string> LinksAt(string path, string root)
    {
        var steps = Path.GetRelativePath(root, path)
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var onTheWay = Enumerable.Range(0, steps.Length + 1)
            .Select(count => Path.Combine([root, .. steps.Take(count)]))
            .Where(step => new FileInfo(step).LinkTarget is not null);
        return onTheWay.Concat(Directory.Exists(path) ? LinksBelow(path) : []);
    }

    private static FileSystemEnumerable<string> LinksBelow(string folder) =>
        new(folder, (ref entry) => entry.ToFullPath(), All)
        {
            ShouldIncludePredicate = (ref entry) => IsLink(ref entry),
            ShouldRecursePredicate = (ref entry) => !IsLink(ref entry),
        };

    private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}

using System.Text.Encodings.Web;
using Twin.Aws.Glue;

namespace Twin.Cli.Reports;

/// <summary>The catalog of a run as a file, so that it can be queried after the run.</summary>
internal static class CatalogFile
{
    public const string FileName = "catalog.json";

    private static readonly JsonSerializerOptions Json = new(RunJson.Options) { Encoder = JavaScriptEncoder.Default };

    public static void Write(string folder, Catalog catalog)
    {
        var databases = catalog.Databases.ToDictionary(name => name, catalog.Tables);
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(databases, Json) + "\n");
    }

    /// <exception cref="InputException">The file does not exist, cannot be read, or has a location outside of the
    /// folder.</exception>
    public static Catalog Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            var databases = JsonSerializer.Deserialize<Dictionary<string, ImmutableArray<CatalogTable>>>(
                File.ReadAllText(file), Json)!;
            var catalog = new Catalog();
            foreach (var (name, tables) in databases)
            {
                catalog.AddDatabase(name);
                foreach (var table in tables)
                {
                    catalog.Put(name, table);
                }
            }

            CatalogLocations.ExpectBelow(catalog, folder);
            return catalog;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(
                $"{folder} holds no run: {CatalogFile.FileName} is not there. "
                + "Run the stack first (dotnet dev.cs run), or name its folder with --out.");
        }
        catch (JsonException broken)
        {
            throw new InputException($"{file} cannot be read ({broken.Message}). Run the stack again.", broken);
        }
    }
}

/// <summary>The places of a catalog's tables, which must be below the run's own buckets: a folder may come from
/// anybody, and its catalog must not read other files of whoever queries it.</summary>
internal static class CatalogLocations
{
    /// <summary>Refuses a catalog that leads out of the folder by a path. <see cref="RunFolder"/> refuses
    /// links.</summary>
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

        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? null
            : $"that leads out of {root}";
    }
}

using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Twin.Aws.Glue;
using Twin.Host.Loading;
using Twin.Host.Runs;

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

    /// <exception cref="InputException">
    /// The file does not exist, cannot be read, or has a location outside of the folder.
    /// </exception>
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

using System.Text.Json;

namespace Local.Aws.Glue;

/// <summary>
/// The options in a crawler's configuration (https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html).
/// </summary>
/// <param name="CombinesCompatibleSchemas">True if files with different columns in one folder make one table.</param>
/// <param name="TableLevel">The level of a table's folder, the bucket being 1; null: the target's own.</param>
/// <param name="PartitionsInherit">True if partitions inherit the table's columns.</param>
internal sealed record CrawlerOptions(bool CombinesCompatibleSchemas, int? TableLevel, bool PartitionsInherit)
{
    /// <exception cref="FormatException">
    /// The configuration is not JSON, or has something that the twin does not support.
    /// </exception>
    public static CrawlerOptions Parse(CrawlerDeclaration crawler)
    {
        if (string.IsNullOrWhiteSpace(crawler.Configuration))
        {
            return new CrawlerOptions(false, null, false);
        }

        try
        {
            using var json = JsonDocument.Parse(crawler.Configuration);
            string? grouping = null;
            int? level = null;
            string? partitions = null;
            foreach (var (path, value) in Leaves("", json.RootElement))
            {
                switch (path)
                {
                    case ".Version":
                        break;
                    case ".Grouping.TableGroupingPolicy":
                        grouping = value.GetString();
                        break;
                    case ".Grouping.TableLevelConfiguration":
                        level = value.GetInt32();
                        break;
                    case ".CrawlerOutput.Partitions.AddOrUpdateBehavior":
                        partitions = value.GetString();
                        break;
                    // New columns are merged with either value: a CSV table has no types to lose.
                    case ".CrawlerOutput.Tables.AddOrUpdateBehavior":
                        break;
                    default:
                        throw new FormatException($"the twin does not know {path[1..]}");
                }
            }
            return new CrawlerOptions(
                Known("Grouping.TableGroupingPolicy", grouping, "CombineCompatibleSchemas"),
                level is null or >= 2
                    ? level
                    : throw new FormatException("Grouping.TableLevelConfiguration starts at 2: the bucket is level 1"),
                Known("CrawlerOutput.Partitions.AddOrUpdateBehavior", partitions, "InheritFromTable"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"The configuration of crawler '{crawler.Name}' cannot be used: {e.Message}", e);
        }
    }

    private static bool Known(string name, string? value, string known) =>
        value is null || value == known
            ? value is not null
            : throw new FormatException($"{name} is '{value}', and can only be '{known}'");

    private static IEnumerable<(string Path, JsonElement Value)> Leaves(string path, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(property => Leaves($"{path}.{property.Name}", property.Value))
            : [(path, element)];
}

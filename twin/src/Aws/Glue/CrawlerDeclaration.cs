namespace Twin.Aws.Glue;

internal sealed record CrawlerDeclaration(
    string Database, ImmutableArray<CrawlerTarget> Targets, string RoleArn, string? Schedule)
{
    // A crawler has one kind of targets: https://docs.aws.amazon.com/glue/latest/dg/define-crawler.html.
    private static readonly ImmutableArray<string> OtherTargets =
    [
        "s3Targets", "jdbcTargets", "dynamodbTargets", "deltaTargets", "hudiTargets", "icebergTargets",
        "mongodbTargets",
    ];

    public static CrawlerDeclaration Read(DeclaredStack stack, DeclaredResource crawler, AssumedOtherwise otherwise)
    {
        if (OtherTargets.FirstOrDefault(crawler.Has) is { } other)
        {
            throw new RunFailedException(
                $"{crawler.Title} has {other}. The twin supports catalogTargets only, and Glue accepts no others "
                + "beside them. Declare the tables.");
        }

        Expect(crawler, "schemaChangePolicy.deleteBehavior", "Glue accepts no other with catalog targets");
        Expect(
            crawler,
            "schemaChangePolicy.updateBehavior",
            "any other removes parameters of the tables that the crawler did not set, such as partition projection");
        CrawlerOptions.Check(crawler, otherwise);
        return new CrawlerDeclaration(
            crawler.Text("databaseName"),
            [.. ReadTargets(stack, crawler)],
            crawler.Text("role"),
            crawler.OptionalText("schedule"));
    }

    private static void Expect(DeclaredResource crawler, string property, string reason)
    {
        if (crawler.OptionalText(property) is var value && value != "LOG")
        {
            throw new RunFailedException($"{crawler.Title}: {property} is '{value}'. Choose LOG: {reason}.");
        }
    }

    private static IEnumerable<CrawlerTarget> ReadTargets(DeclaredStack stack, DeclaredResource crawler)
    {
        foreach (var target in crawler.Parts("catalogTargets"))
        {
            var database = target.Text("databaseName");
            foreach (var name in target.Texts("tables"))
            {
                yield return stack.OfType(GlueResources.CatalogTable).Any(table =>
                    table.Text("databaseName") == database && table.PhysicalName == name)
                    ? new CrawlerTarget(database, name)
                    : throw new RunFailedException(
                        $"{crawler.Title} refers to the table '{name}' of '{database}', which is not declared.");
            }
        }
    }
}

// https://docs.aws.amazon.com/glue/latest/dg/crawler-configuration.html
internal static class CrawlerOptions
{
    private const string PartitionIndex = "CreatePartitionIndex";

    public static void Check(DeclaredResource crawler, AssumedOtherwise otherwise)
    {
        try
        {
            using var json = JsonDocument.Parse(crawler.OptionalText("configuration") ?? "{}");
            var leaves = Leaves("", json.RootElement).ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
            leaves.Remove(".Version");
            // Glue sets it itself, declared or not.
            Expect(leaves, "Grouping.TableGroupingPolicy", "CombineCompatibleSchemas", isRequired: false);
            // Otherwise engines that read registered partitions fail with HIVE_PARTITION_SCHEMA_MISMATCH.
            Expect(leaves, "CrawlerOutput.Partitions.AddOrUpdateBehavior", "InheritFromTable", isRequired: true);
            // The default is true, and its role would need glue:CreatePartitionIndex.
            Expect(leaves, PartitionIndex, "false", isRequired: true);
            if (otherwise.Has(UndocumentedGlue.CrawlerConfiguration))
            {
                throw new FormatException($"Glue does not accept {PartitionIndex} with catalog targets");
            }

            if (leaves.Keys.FirstOrDefault() is { } unknown)
            {
                throw new FormatException($"the twin does not know {unknown[1..]} of a crawler with catalog targets");
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new RunFailedException($"The configuration of {crawler.Title} cannot be used: {e.Message}");
        }
    }

    private static void Expect(
        Dictionary<string, JsonElement> leaves, string name, string known, bool isRequired)
    {
        var text = leaves.Remove($".{name}", out var value) ? value.GetRawText().Trim('"') : null;
        if (text is null ? isRequired : text != known)
        {
            throw new FormatException($"{name} is '{text}', and can only be '{known}'");
        }
    }

    private static IEnumerable<(string Path, JsonElement Value)> Leaves(string path, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(property => Leaves($"{path}.{property.Name}", property.Value))
            : [(path, element)];
}

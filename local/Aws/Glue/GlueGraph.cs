using Local.Aws.Declaration;
using Local.Aws.EventBridge;
using Local.Aws.S3;
using Local.Aws.StepFunctions;

namespace Local.Aws.Glue;

/// <summary>
/// The edges from the tables' bucket to the database, and from a workflow to the tables' partitions.
/// </summary>
internal static class GlueGraph
{
    /// <summary>
    /// The edges from each bucket to the tables of its objects and to their database, and from each workflow and
    /// state machine to its crawlers, their tables and the rules of their events.
    /// </summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) =>
    [
        .. Tables(stack),
        .. Crawls(stack),
        .. StepFunctionsGraph.Calls(stack, CrawlerTask.Start, CrawlerTask.Name, GlueResources.Crawler, "starts"),
    ];

    private static IEnumerable<Edge> Tables(DeclaredStack stack)
    {
        foreach (var table in stack.OfType(GlueResources.CatalogTable))
        {
            var location = S3Folder.Parse(table.Text("storageDescriptor.location"));
            if (stack.Named(S3Resources.Bucket, location.Bucket) is { } bucket)
            {
                yield return new Edge(bucket, table, location.Prefix);
            }

            if (stack.Named(GlueResources.CatalogDatabase, table.Text("databaseName")) is { } database)
            {
                yield return new Edge(table, database, "");
            }
        }
    }

    private static IEnumerable<Edge> Crawls(DeclaredStack stack)
    {
        foreach (var trigger in stack.OfType(GlueResources.Trigger))
        {
            var workflow = stack.Named(GlueResources.Workflow, trigger.OptionalText("workflowName"));
            foreach (var action in trigger.Parts("actions"))
            {
                if (workflow is not null
                    && stack.Named(GlueResources.Crawler, action.OptionalText("crawlerName")) is { } crawler)
                {
                    yield return new Edge(workflow, crawler, "starts");
                }
            }
        }

        foreach (var crawler in stack.OfType(GlueResources.Crawler))
        {
            foreach (var table in
                from target in crawler.Parts("catalogTargets")
                from name in target.Texts("tables")
                from table in stack.OfType(GlueResources.CatalogTable)
                where table.PhysicalName == name && table.Text("databaseName") == target.Text("databaseName")
                select table)
            {
                yield return new Edge(crawler, table, "partitions");
            }

            foreach (var rule in EventBridgeGraph.RulesFor(stack, "crawlerName", crawler.PhysicalName))
            {
                yield return new Edge(crawler, rule, "Crawler State Change");
            }
        }
    }
}

using Local.Aws.Declaration;
using Local.Aws.EventBridge;

namespace Local.Aws.Glue;

/// <summary>The edges from a workflow to the tables.</summary>
internal static class GlueGraph
{
    /// <summary>
    /// The edges from each workflow to its crawlers, and from there to their database and the rules of their events.
    /// </summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack)
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
            if (stack.Named(GlueResources.CatalogDatabase, crawler.Text("databaseName")) is { } database)
            {
                yield return new Edge(crawler, database, "tables and partitions");
            }

            foreach (var rule in EventBridgeGraph.RulesFor(stack, "crawlerName", crawler.PhysicalName))
            {
                yield return new Edge(crawler, rule, "Crawler State Change");
            }
        }
    }
}

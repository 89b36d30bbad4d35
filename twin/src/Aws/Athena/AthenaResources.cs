using Twin.Aws.S3;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Athena;

/// <summary>The kinds of Athena's resources.</summary>
public static class AthenaResources
{
    public static readonly ResourceKind Workgroup = new(ResourceTypes.Workgroup)
    {
        Billing = ResourceBilling.By(AthenaCost.Scanned),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("athena", $"workgroup/{inputs.Name}"))],
        Dimension = "WorkGroup",
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
            ["forceDestroy"] = ResourceKind.ForDeletion,
            ["configuration.enforceWorkgroupConfiguration"] =
                "no client of the twin sets a result location or an encryption of its own",
            ["configuration.publishCloudwatchMetricsEnabled"] =
                "not simulated: the twin measures no metric of Athena, and an alarm on one is named as such",
        },
        Facts = (_, group) => [group.OptionalText("configuration.engineVersion.selectedEngineVersion")],
    };

    public static readonly ResourceKind NamedQuery = new(ResourceTypes.NamedQuery)
    {
        Billing = ResourceBilling.Free("a saved text"),
        Id = query => ResourceInputs.GuidOf(query.Name),
    };

    public static ImmutableArray<ResourceKind> All => [Workgroup, NamedQuery];
}

/// <summary>The edges from a database to the results of queries.</summary>
internal static class AthenaGraph
{
    /// <summary>The edges from each database to its named queries, from there to their work group and its results'
    /// bucket.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack)
    {
        foreach (var query in stack.OfType(AthenaResources.NamedQuery))
        {
            if (stack.Named(GlueResources.CatalogDatabase, query.Text("database")) is { } database)
            {
                yield return new Edge(database, query, "");
            }

            if (stack.Named(AthenaResources.Workgroup, query.OptionalText("workgroup")) is { } group)
            {
                yield return new Edge(query, group, "runs in");
            }
        }

        foreach (var group in stack.OfType(AthenaResources.Workgroup))
        {
            var location = group.OptionalText("configuration.resultConfiguration.outputLocation");
            if (location is not null && stack.Named(S3Resources.Bucket, new Uri(location).Host) is { } bucket)
            {
                yield return new Edge(group, bucket, "results");
            }
        }

        foreach (var call in StepFunctionsGraph.Calls(
            stack, QueryTask.Start, QueryTask.WorkGroup, AthenaResources.Workgroup, "queries"))
        {
            yield return call;
        }
    }
}

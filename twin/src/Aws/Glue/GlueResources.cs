using Twin.Aws.S3;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Glue;

public static class GlueResources
{
    public static readonly ResourceKind CatalogDatabase = new(ResourceTypes.CatalogDatabase)
    {
        Billing = ResourceBilling.By(GlueCost.Catalog),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("glue", $"database/{inputs.Name}"))],
        Ignored = new Dictionary<string, string> { ["description"] = ResourceKind.ForPeople },
        Id = database => $"{database.Arn.Split(':')[4]}:{database.PhysicalName}",
        Shape = NodeShape.Cylinder,
    };

    public static readonly ResourceKind CatalogTable = new(ResourceTypes.CatalogTable)
    {
        Billing = ResourceBilling.By(GlueCost.Catalog),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.Arn("glue", $"table/{inputs.Text("databaseName")}/{inputs.Name}")),
        ],
        Ignored = new Dictionary<string, string>
        {
            ["storageDescriptor.outputFormat"] =
                "for programs that insert rows: only the functions write the tables' files",
        },
        Id = table => $"{table.Arn.Split(':')[4]}:{table.Text("databaseName")}:{table.PhysicalName}",
        Shape = NodeShape.Cylinder,
    };

    public static readonly ResourceKind Crawler = new(ResourceTypes.Crawler)
    {
        Billing = ResourceBilling.By(GlueCost.Crawler),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("glue", $"crawler/{inputs.Name}"))],
        RoleProperty = "role",
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
        },
    };

    public static readonly ResourceKind Job = new(ResourceTypes.Job)
    {
        Billing = ResourceBilling.By(GlueCost.Job),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("glue", $"job/{inputs.Name}"))],
        RoleProperty = "roleArn",
        Ignored = new Dictionary<string, string> { ["description"] = ResourceKind.ForPeople },
    };

    public static ImmutableArray<ResourceKind> All => [CatalogDatabase, CatalogTable, Crawler, Job];
}

internal static class GlueGraph
{
    /// <summary>The edges from each bucket to the tables of its objects and to their database, and from each crawler to
    /// its tables; and from each state machine to the jobs that it runs.</summary>
    public static IEnumerable<Edge> Edges(DeclaredStack stack) =>
    [
        .. Tables(stack),
        .. Crawls(stack),
        .. StepFunctionsGraph.Calls(stack, JobTask.Start, JobTask.JobName, GlueResources.Job, "runs"),
    ];

    private static IEnumerable<Edge> Tables(DeclaredStack stack)
    {
        foreach (var table in stack.OfType(GlueResources.CatalogTable))
        {
            var location = S3Folder.Parse(TableDeclaration.Read(table).Location);
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

    private static IEnumerable<Edge> Crawls(DeclaredStack stack) =>
        from crawler in stack.OfType(GlueResources.Crawler)
        from target in crawler.Parts("catalogTargets")
        from name in target.Texts("tables")
        from table in stack.OfType(GlueResources.CatalogTable)
        where table.PhysicalName == name && table.Text("databaseName") == target.Text("databaseName")
        select new Edge(crawler, table, "partitions");
}

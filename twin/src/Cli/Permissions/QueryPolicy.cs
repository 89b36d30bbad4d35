namespace Twin.Cli.Permissions;

/// <summary>The policy of a person who runs the named queries, in the console or by the AWS CLI, and no other work
/// group's.</summary>
internal static class QueryPolicy
{
    public static IEnumerable<PrintedStatement> Of(DeclaredStack stack)
    {
        var arns = new ArnPatterns(stack);
        var groups = stack.OfType(ResourceTypes.NamedQuery)
            .Select(query => stack.Named(ResourceTypes.Workgroup, query.OptionalText("workgroup")))
            .OfType<DeclaredResource>()
            .Distinct()
            .ToList();
        var tables = stack.OfType(ResourceTypes.CatalogTable).ToList();
        var data = tables.Select(table => arns.Below(TableLocation.Of(table))).ToList();
        var results = groups
            .Select(group => arns.Below(group.Text("configuration.resultConfiguration.outputLocation")))
            .ToList();
        return
        [
            PrintedStatement.Allow(
                "RunQueries",
                [
                    "athena:BatchGetNamedQuery", "athena:BatchGetQueryExecution", "athena:GetNamedQuery",
                    "athena:GetQueryExecution", "athena:GetQueryResults", "athena:GetQueryResultsStream",
                    "athena:GetWorkGroup", "athena:ListNamedQueries", "athena:ListQueryExecutions",
                    "athena:StartQueryExecution", "athena:StopQueryExecution",
                ],
                groups.Select(ArnPatterns.Of)),
            // The console lists them before it shows the work group.
            PrintedStatement.Allow("FindWorkGroups", ["athena:ListDataCatalogs", "athena:ListWorkGroups"], "*"),
            PrintedStatement.Allow(
                "ReadCatalog",
                [
                    "glue:GetDatabase", "glue:GetDatabases", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable",
                    "glue:GetTables",
                ],
                [
                    arns.In("glue", "catalog"),
                    .. stack.OfType(ResourceTypes.CatalogDatabase).Select(ArnPatterns.Of),
                    .. tables.Select(ArnPatterns.Of),
                ]),
            PrintedStatement.Allow(
                "FindFiles", ["s3:GetBucketLocation", "s3:ListBucket"], data.Concat(results).Select(BucketOf)),
            PrintedStatement.Allow("ReadTables", ["s3:GetObject"], data.Select(prefix => prefix + "*")),
            PrintedStatement.Allow(
                "KeepResults",
                ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
                results.Select(prefix => prefix + "*")),
            .. TaggedKey.Through(stack, ["s3"], "kms:Decrypt", "kms:GenerateDataKey"),
        ];
    }

    private static string BucketOf(string prefix) => prefix.Split('/')[0];
}

using System.Collections.Immutable;
using System.Text.Json;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Iam;
using Local.Aws.S3;
using Local.Spotify.Synthetic;

namespace Local.Cli.Graph;

/// <summary>
/// The ways of the data, of the events and of bad news, as the declarations connect them: schedules, notifications,
/// targets, policies, what the catalog and the queries stand on, alarms.
/// </summary>
public static class Topology
{
    // What an action means for the direction in which data flows.
    private static readonly ImmutableDictionary<string, (bool ToTheRole, string Label)> Flows =
        ImmutableDictionary.CreateRange(
        [
            KeyValuePair.Create("s3:GetObject", (true, "reads")),
            KeyValuePair.Create("s3:PutObject", (false, "writes")),
            KeyValuePair.Create("ssm:GetParameter", (true, "reads")),
            KeyValuePair.Create("logs:PutLogEvents", (false, "logs")),
        ]);

    /// <summary>Every edge, each once, in a stable order.</summary>
    public static ImmutableArray<Edge> EdgesOf(DeclaredStack stack) =>
    [
        .. Targets(stack)
            .Concat(Notifications(stack))
            .Concat(CrawlerStates(stack))
            .Concat(Permissions(stack))
            .Concat(FailureDestinations(stack))
            .Concat(CatalogAndQueries(stack))
            .Concat(Watches.OfAlarms(stack))
            .Concat(Watches.OfKeys(stack))
            .Distinct()
            .OrderBy(edge => edge.From.Name, StringComparer.Ordinal)
            .ThenBy(edge => edge.To.Name, StringComparer.Ordinal)
            .ThenBy(edge => edge.Label, StringComparer.Ordinal),
    ];

    private static IEnumerable<Edge> Targets(DeclaredStack stack) =>
        from target in stack.OfType(ResourceTypes.EventTarget)
        from rule in stack.OfType(ResourceTypes.EventRule)
        where rule.PhysicalName == target.Text("rule")
        from receiver in stack.Resources
        where receiver.OptionalText("arn") == target.Text("arn") && !receiver.Inputs.ContainsKey("arn")
        select new Edge(rule, receiver, rule.OptionalText("scheduleExpression") ?? "");

    private static IEnumerable<Edge> Notifications(DeclaredStack stack)
    {
        foreach (var notification in stack.OfType(ResourceTypes.BucketNotification))
        {
            var bucket = Bucket(stack, notification.Text("bucket"));
            foreach (var lambda in notification.Parts("lambdaFunctions"))
            {
                if (bucket is not null
                    && stack.ByArn(ResourceTypes.Function, lambda.Text("lambdaFunctionArn")) is { } function)
                {
                    var filter = $"{lambda.OptionalText("filterPrefix")}*{lambda.OptionalText("filterSuffix")}";
                    yield return new Edge(bucket, function, filter);
                }
            }

            if (bucket is not null && notification.Flag("eventbridge"))
            {
                foreach (var rule in RulesFor(stack, pattern => Names(pattern, "bucket/name", bucket.Text("bucket"))))
                {
                    yield return new Edge(bucket, rule, "Object Created");
                }
            }
        }
    }

    private static IEnumerable<Edge> CrawlerStates(DeclaredStack stack) =>
        from crawler in stack.OfType(ResourceTypes.Crawler)
        from rule in RulesFor(stack, pattern => Names(pattern, "crawlerName", crawler.PhysicalName))
        select new Edge(crawler, rule, "Crawler State Change");

    private static IEnumerable<DeclaredResource> RulesFor(DeclaredStack stack, Func<string, bool> fits) => stack
        .OfType(ResourceTypes.EventRule)
        .Where(rule => rule.OptionalText("eventPattern") is { } pattern && fits(pattern));

    private static IEnumerable<Edge> Permissions(DeclaredStack stack) =>
        from policy in stack.OfType(ResourceTypes.RolePolicy)
        from role in stack.OfType(ResourceTypes.Role)
        where role.PhysicalName == policy.Text("role")
        from user in stack.Resources
        where user.Type is ResourceTypes.Function or ResourceTypes.Crawler && user.OptionalText("role") == role.Arn
        from statement in PolicyDocument.Parse(policy.Text("policy")).Statements
        where statement.Allows
        from action in statement.Actions.Patterns
        where Flows.ContainsKey(action)
        from pattern in statement.Resources?.Patterns ?? []
        from resource in stack.Resources
        where resource.Type is ResourceTypes.Bucket or ResourceTypes.Parameter or ResourceTypes.LogGroup
            && (pattern == resource.Arn
                || pattern.StartsWith(resource.Arn + "/", StringComparison.Ordinal)
                || pattern == resource.Arn + ":*")
        let flow = Flows[action]
        select flow.ToTheRole ? new Edge(resource, user, flow.Label) : new Edge(user, resource, flow.Label);

    private static IEnumerable<Edge> FailureDestinations(DeclaredStack stack) =>
        from configuration in stack.OfType(ResourceTypes.FunctionEventInvokeConfig)
        from function in stack.OfType(ResourceTypes.Function)
        where function.PhysicalName == configuration.Text("functionName")
        from queue in stack.OfType(ResourceTypes.Queue)
        where queue.Arn == configuration.OptionalText("destinationConfig.onFailure.destination")
        select new Edge(function, queue, "on failure");

    private static IEnumerable<Edge> CatalogAndQueries(DeclaredStack stack)
    {
        foreach (var trigger in stack.OfType(ResourceTypes.Trigger))
        {
            var workflow = Named(stack, ResourceTypes.Workflow, trigger.OptionalText("workflowName"));
            foreach (var action in trigger.Parts("actions"))
            {
                if (workflow is not null
                    && Named(stack, ResourceTypes.Crawler, action.OptionalText("crawlerName")) is { } crawler)
                {
                    yield return new Edge(workflow, crawler, "starts");
                }
            }
        }

        foreach (var crawler in stack.OfType(ResourceTypes.Crawler))
        {
            if (Named(stack, ResourceTypes.CatalogDatabase, crawler.Text("databaseName")) is { } database)
            {
                yield return new Edge(crawler, database, "tables and partitions");
            }
        }

        foreach (var query in stack.OfType(ResourceTypes.NamedQuery))
        {
            var workGroup = Named(stack, ResourceTypes.Workgroup, query.OptionalText("workgroup"));
            if (Named(stack, ResourceTypes.CatalogDatabase, query.Text("database")) is { } database)
            {
                yield return new Edge(database, query, "");
            }

            if (workGroup is not null)
            {
                yield return new Edge(query, workGroup, "runs in");
            }
        }

        foreach (var workGroup in stack.OfType(ResourceTypes.Workgroup))
        {
            var location = workGroup.OptionalText("configuration.resultConfiguration.outputLocation");
            if (location is not null && Bucket(stack, new Uri(location).Host) is { } bucket)
            {
                yield return new Edge(workGroup, bucket, "results");
            }
        }
    }

    private static DeclaredResource? Bucket(DeclaredStack stack, string name) =>
        stack.OfType(ResourceTypes.Bucket).FirstOrDefault(bucket => bucket.Text("bucket") == name);

    private static DeclaredResource? Named(DeclaredStack stack, string type, string? name) =>
        stack.OfType(type).FirstOrDefault(resource => resource.PhysicalName == name);

    private static bool Names(string pattern, string path, string wanted)
    {
        using var json = JsonDocument.Parse(pattern);
        var found = json.RootElement;
        return $"detail/{path}".Split('/').All(step => found.TryGetProperty(step, out found))
            && found.EnumerateArray().Any(name => name.GetString() == wanted);
    }
}

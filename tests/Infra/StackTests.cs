using Functions.Repair;
using Twin.Host.Door;

namespace Tests.Infra;

/// <summary>The topology of both stacks: the components, their resources, and the way from the schedule to the named
/// queries.</summary>
public sealed class StackTests
{
    private static readonly RawSnapshot Snapshot =
        new("3cEYpjA9oz9GiPac4AsH4n", new DateOnly(2026, 11, 1), RawSnapshot.HashOf("AAAB+/="));

    /// <summary>The components with the number of their resources of each kind in dev, and what prod adds.</summary>
    private static readonly ImmutableArray<(string Name, string Resources, string MoreInProd)> Components =
    [
        ("Secrets", "3 Parameter", ""),
        ("DataKey", "", "1 Alias, 1 Key"),
        ("Storage",
            "3 Bucket, 3 BucketLifecycleConfiguration, 3 BucketPolicy, 3 BucketPublicAccessBlock, 1 BucketVersioning",
            "1 BucketObjectLockConfiguration, 3 BucketServerSideEncryptionConfiguration"),
        ("Failures", "1 Queue, 1 QueuePolicy", ""),
        ("Extraction",
            "1 EventRule, 1 EventTarget, 1 Permission, 1 Function, 1 FunctionEventInvokeConfig, 1 LogGroup, 1 Role, "
            + "1 RolePolicy, 1 BucketObjectv2",
            ""),
        ("Imports", "1 Role, 1 RolePolicy", ""),
        ("Transformation",
            "1 BucketNotification, 1 Permission, 1 Function, 1 FunctionEventInvokeConfig, 1 LogGroup, 1 Role, "
            + "1 RolePolicy",
            ""),
        ("SparkJob", "1 Job, 2 BucketObjectv2, 2 LogGroup, 1 Role, 1 RolePolicy", ""),
        ("Repairs",
            "1 EventRule, 1 EventTarget, 1 Permission, 1 Function, 1 FunctionEventInvokeConfig, 1 LogGroup, 1 Role, "
            + "1 RolePolicy",
            ""),
        ("Forgetting", "1 Function, 1 LogGroup, 1 Role, 1 RolePolicy", ""),
        ("Publication",
            "1 EventRule, 1 EventTarget, 1 StateMachine, 1 Function, 2 LogGroup, 3 Role, 3 RolePolicy",
            ""),
        ("Catalog", "1 CatalogDatabase, 15 CatalogTable, 1 Crawler, 1 Role, 1 RolePolicy", ""),
        ("Analytics", "2 Workgroup, 39 NamedQuery", ""),
        ("Warehouse", "", ""),
        ("Monitoring", "1 Dashboard, 9 MetricAlarm, 1 Topic, 1 TopicPolicy", "1 Budget, 1 TopicSubscription"),
    ];

    /// <summary>The way of the data: a resource, what leads on, and the next resource. $ is the stack's name.</summary>
    private static readonly ImmutableArray<(string From, string Label, string To)> Way =
    [
        // From Spotify to raw objects.
        ("EventRule $-schedule", "cron(0 6 * * ? *)", "Function $-extract"),
        ("Function $-extract", "writes", "Bucket $-raw"),
        // From raw objects to files of rows.
        ("Bucket $-raw", "raw/*/manifest.json", "Function $-transform"),
        ("Bucket $-raw", "imports/*/manifest.json", "Function $-transform"),
        ("Function $-transform", "writes", "Bucket $-processed"),
        ("EventRule $-reconcile", "rate(6 hours)", "Function $-repair"),
        ("Function $-repair", "writes", "Bucket $-processed"),
        ("Bucket $-processed", "songs/", "CatalogTable $-songs"),
        ("Bucket $-processed", "plays/", "CatalogTable $-plays"),
        // From files of rows to the analytics tables.
        ("Bucket $-raw", "Object Created", "EventRule $-publish-start"),
        ("EventRule $-publish-start", "", "StateMachine $-publish"),
        ("StateMachine $-publish", "invokes", "Function $-publish"),
        ("Crawler $-crawler", "partitions", "CatalogTable $-songs"),
        ("StateMachine $-publish", "queries", "Workgroup $-publish"),
        ("StateMachine $-publish", "writes", "Bucket $-processed"),
        ("Bucket $-processed", "analytics/chart_entries/", "CatalogTable $-chart_entries"),
        ("Bucket $-processed", "analytics/play_history/", "CatalogTable $-play_history"),
        // From the tables to an answer.
        ("CatalogTable $-songs", "", "CatalogDatabase $-database"),
        ("CatalogTable $-chart_entries", "", "CatalogDatabase $-database"),
        ("CatalogDatabase $-database", "", "NamedQuery $-top_songs"),
        ("NamedQuery $-top_songs", "runs in", "Workgroup $"),
        ("Workgroup $", "results", "Bucket $-query-results"),
        // What fails.
        ("Function $-extract", "on failure", "Queue $-failures"),
        ("Function $-transform", "on failure", "Queue $-failures"),
        ("Function $-repair", "on failure", "Queue $-failures"),
        ("EventRule $-publish-start", "refused events", "Queue $-failures"),
    ];

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_component_has_its_resources_and_nothing_is_outside_of_one(string name)
    {
        var stack = await Stacks.Load(name);
        var parents = stack.Resources.ToDictionary(resource => resource.Title);
        DeclaredResource Outermost(DeclaredResource resource) =>
            parents.GetValueOrDefault(resource.Parent ?? "") is { } parent ? Outermost(parent) : resource;

        Assert.Equal(
            from component in Components
            let more = name == "prod" ? component.MoreInProd : ""
            from resources in $"{Resources(component.Name, component.Resources)}, {more}".Split(", ")
            where resources.Length > 0
            let line = $"{component.Name}: {resources}"
            orderby line
            select line,
            stack.Resources
                .Where(resource => resource.Type.StartsWith("aws:", StringComparison.Ordinal))
                .CountBy(resource => (Component: Kind(Outermost(resource)), Kind: Kind(resource)))
                .Select(count => $"{count.Key.Component}: {count.Value} {count.Key.Kind}")
                .Order());

        // No alarm looks back for more than a week.
        string Resources(string component, string resources) => (name, component) switch
        {
            ("weekly", "Transformation") => "1 BucketNotification",
            ("weekly", "Warehouse") => "1 Role, 1 RolePolicy",
            ("weekly", "Monitoring") => resources.Replace("9 MetricAlarm", "8 MetricAlarm", StringComparison.Ordinal),
            _ => resources,
        };
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_way_leads_from_the_schedule_over_the_buckets_and_tables_to_the_named_queries(string name)
    {
        var stack = await Stacks.Load(name);
        var edges = Topology.EdgesOf(stack)
            .Select(edge => ($"{Kind(edge.From)} {edge.From.Name}", edge.Label, $"{Kind(edge.To)} {edge.To.Name}"))
            .ToHashSet();
        string Named(string pattern) => pattern.Replace("$", $"spotify-{name}", StringComparison.Ordinal);
        string OfStack(string label) =>
            name == "weekly" ? label.Replace("6 * * ?", "6 ? * MON", StringComparison.Ordinal) : label;

        if (name == "weekly")
        {
            Assert.Empty(Named("Bucket $-processed reads StorageIntegrationAws $, StorageIntegrationAws $  StageExternalS3 "
                + "$-snowflake-stage, StageExternalS3 $-snowflake-stage 0 8 * * 1 UTC Task $-snowflake-load, Task "
                + "$-snowflake-load loads Table $-snowflake-songs, Database $  View $-snowflake-top_songs")
                .Split(", ").Except(edges.Select(edge => $"{edge.Item1} {edge.Label} {edge.Item3}")));
        }

        Assert.Empty(Way
            .Where(edge => name != "weekly" || !$"{edge.From} {edge.To}".Contains("-transform", StringComparison.Ordinal))
            .Select(edge => (Named(edge.From), OfStack(edge.Label), Named(edge.To))).Except(edges));
        Assert.All(stack.OfType(ResourceTypes.NamedQuery), query => Assert.Contains(
            (Named("CatalogDatabase $-database"), "", $"NamedQuery {query.Name}"), edges));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task There_is_a_bucket_for_each_zone_and_no_other(string name) => Assert.Equal(
        [$"spotify-{name}-processed", $"spotify-{name}-query-results", $"spotify-{name}-raw"],
        (await Stacks.Load(name)).OfType(ResourceTypes.Bucket).Select(bucket => bucket.Text("bucket"))
            .Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Stacks.Daily), MemberType = typeof(Stacks))]
    public async Task A_manifest_starts_the_transform_once_and_a_page_or_an_import_does_not(string name)
    {
        var stack = await Stacks.Load(name);
        var notification = Assert.Single(
            stack.OfType(ResourceTypes.BucketNotification), found => !found.Parts("lambdaFunctions").IsEmpty);
        var (import, plays) = (
            ImportZone.FolderOf(PlayedMonth.First, "hash"),
            PlaysZone.FolderOf(new PlayedMonth(2026, 11), DateTimeOffset.UnixEpoch));

        Assert.All(notification.Parts("lambdaFunctions"), trigger =>
        {
            Assert.Equal(["s3:ObjectCreated:*"], trigger.Texts("events"));
            Assert.Equal(
                TransformHandler.Name,
                stack.ByArn(ResourceTypes.Function, trigger.Text("lambdaFunctionArn"))?.Text("handler"));
        });
        Assert.All(
            (string[])[Snapshot.Manifest, import + RawSnapshot.ManifestName, plays + RawSnapshot.ManifestName],
            key => Assert.Equal(1, Starts(key)));
        Assert.All(
            (string[])[Snapshot.Page(0), import + ImportZone.RecordsName, plays + "page-00000.json"],
            key => Assert.Equal(0, Starts(key)));

        int Starts(string key) => notification.Parts("lambdaFunctions").Count(trigger =>
            key.StartsWith(trigger.Text("filterPrefix"), StringComparison.Ordinal)
            && key.EndsWith(trigger.Text("filterSuffix"), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Only_the_schedules_of_the_extraction_and_the_repair_may_start_functions(string name)
    {
        var stack = await Stacks.Load(name);
        var permissions = stack.OfType(ResourceTypes.Permission)
            .Where(permission => permission.Text("principal") == "events.amazonaws.com").ToList();

        Assert.Equal(
            [ExtractHandler.Name, RepairHandler.Name],
            permissions.Select(permission => stack.OfType(ResourceTypes.Function)
                .Single(function => function.PhysicalName == permission.Text("function")).Text("handler"))
                .Order(StringComparer.Ordinal));
        Assert.All(permissions, permission =>
        {
            var rule = Assert.Single(
                stack.OfType(ResourceTypes.EventRule), rule => rule.Arn == permission.Text("sourceArn"));
            Assert.NotNull(rule.OptionalText("scheduleExpression"));
            Assert.Null(permission.OptionalText("sourceAccount"));
            Assert.Contains(permission.Title, Assert.Single(
                stack.OfType(ResourceTypes.EventTarget), target => target.Text("rule") == rule.PhysicalName).DependsOn);
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Only_the_rule_for_requests_to_publish_may_send_to_the_failure_queue(string name)
    {
        var stack = await Stacks.Load(name);
        var queue = Assert.Single(stack.OfType(ResourceTypes.Queue));
        var policy = PolicyDocument.Parse(Assert.Single(stack.OfType(ResourceTypes.QueuePolicy)).Text("policy"));
        bool MaySend(string service, string? source) => policy.AllowsService(
            service, "sqs:SendMessage", queue.Arn, new RequestContext().With("aws:SourceArn", source));

        // EventBridge sends the rule and no account.
        Assert.All(stack.OfType(ResourceTypes.EventRule), rule => Assert.Equal(
            rule.PhysicalName == $"spotify-{name}-publish-start", MaySend("events.amazonaws.com", rule.Arn)));
        Assert.False(MaySend("events.amazonaws.com", null), "a rule that is not told");
        Assert.False(
            MaySend("s3.amazonaws.com", stack.OfType(ResourceTypes.EventRule).Last().Arn), "another service");
    }

    private static string Kind(DeclaredResource resource) => resource.Type.Split(':')[^1];
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Metering;
using Local.Aws.S3;

namespace Local.Twin;

/// <summary>Glue: the declared database, and the crawler's work when its workflow has been asked for.</summary>
internal sealed class DeclaredCatalog
{
    private const string GlueService = "glue.amazonaws.com";
    private const int KeysOfAList = 1000;

    private readonly DeclaredStack _stack;
    private readonly AccessControl _access;
    private readonly S3Access _s3;
    private readonly BucketStore _buckets;
    private readonly string _bucketsRoot;
    private readonly TimeProvider _clock;
    private readonly Timeline _timeline;
    private readonly Meter _meter;

    public DeclaredCatalog(
        DeclaredStack stack,
        TwinServices services,
        string bucketsRoot,
        TimeProvider clock,
        Timeline timeline,
        Meter meter)
    {
        (_stack, _bucketsRoot, _clock, _timeline) = (stack, bucketsRoot, clock, timeline);
        (_access, _s3, _buckets, _meter) = (services.Access, services.S3Access, services.Buckets, meter);
        foreach (var database in stack.OfType(ResourceTypes.CatalogDatabase))
        {
            Catalog.AddDatabase(database.PhysicalName);
        }
    }

    /// <summary>What crawls have found.</summary>
    public Catalog Catalog { get; } = new();

    /// <summary>Gets Glue's events for EventBridge.</summary>
    public required Func<JsonObject, Task> Publish { get; init; }

    /// <summary>Starts what the workflow's triggers start.</summary>
    /// <param name="workflow">The workflow's name.</param>
    /// <param name="events">How many events asked for it.</param>
    /// <param name="cancellationToken">Ends a crawl between two files.</param>
    public async Task RunAsync(string workflow, int events, CancellationToken cancellationToken)
    {
        var crawlers =
            from trigger in _stack.OfType(ResourceTypes.Trigger)
            where trigger.OptionalText("workflowName") == workflow && trigger.Text("type") == "EVENT"
            from action in trigger.Parts("actions")
            let name = action.Text("crawlerName")
            select _stack.OfType(ResourceTypes.Crawler).FirstOrDefault(found => found.PhysicalName == name)
                ?? throw new RunFailedException($"{trigger.Title} starts the crawler '{name}', which is not declared.");

        foreach (var crawler in crawlers)
        {
            await CrawlAsync(crawler, $"{events} events in one batch", cancellationToken);
        }
    }

    private async Task CrawlAsync(DeclaredResource crawler, string why, CancellationToken cancellationToken)
    {
        var change = new CrawlerStateChange(
            _stack.AccountId, _stack.Region, crawler.PhysicalName, _clock.GetUtcNow());
        _meter.Count(MeteredService.Glue, MeteredOperation.Crawl, crawler.PhysicalName);
        _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName} starts: {why}");
        await Publish(change.Started());
        await Publish(Crawl(crawler, out var refusal, cancellationToken) is { } summary
            ? change.Succeeded(summary)
            : change.Failed(refusal));
    }

    // Null where it failed, for a reason that is the run's failure too.
    private CrawlSummary? Crawl(DeclaredResource crawler, out string refusal, CancellationToken cancellationToken)
    {
        refusal = "";
        var caller = _access.Assume(crawler.Text("role"), GlueService, crawler, "AWS-Crawler");
        if (!MayLog(caller))
        {
            _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName}: its role may not write its log", TimelineEntryKind.Failure);
        }

        var targets = crawler.Parts("s3Targets").Select(target => target.Text("path")).ToImmutableArray();

        try
        {
            foreach (var target in targets)
            {
                ExpectReadable(caller, target);
            }
        }
        catch (S3Exception refused)
        {
            refusal = $"its role may not read its targets: {refused.Message}";
            _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName}: {refusal}", TimelineEntryKind.Failure);
            return null;
        }
        catch (FormatException refused)
        {
            throw new RunFailedException($"{crawler.Title}: {refused.Message}");
        }

        var declaration = new CrawlerDeclaration(
            crawler.PhysicalName,
            crawler.Text("databaseName"),
            targets,
            [.. crawler.Texts("classifiers").Select(ClassifierNamed)],
            crawler.OptionalText("configuration"),
            crawler.OptionalText("tablePrefix"));
        if (!Catalog.Databases.Contains(declaration.Database))
        {
            throw new RunFailedException(
                $"{crawler.Title} writes to the database '{declaration.Database}', which is not declared.");
        }

        CrawlSummary summary;
        try
        {
            summary = Crawler.Run(declaration, _bucketsRoot, Catalog, cancellationToken);
        }
        catch (FormatException refused)
        {
            throw new RunFailedException(refused.Message);
        }

        if (!MayWrite(caller, declaration.Database, summary))
        {
            refusal = "its role may not write the catalog";
            _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName}: {refusal}", TimelineEntryKind.Failure);
        }

        foreach (var warning in summary.Warnings)
        {
            _timeline.Add(TimelineSource.Glue, warning, TimelineEntryKind.Warning);
        }

        _timeline.Add(
            TimelineSource.Glue,
            $"{crawler.PhysicalName}: {summary.TablesCreated.Length} tables created, "
            + $"{summary.TablesUpdated.Length} updated, {summary.PartitionsAdded} partitions added");
        return refusal.Length == 0 ? summary : null;
    }

    private CustomClassifier ClassifierNamed(string name)
    {
        var classifier = _stack.OfType(ResourceTypes.Classifier).FirstOrDefault(found => found.PhysicalName == name)
            ?? throw new RunFailedException($"The classifier '{name}' is not declared.");

        if (classifier.OptionalText("jsonClassifier.jsonPath") is { } path)
        {
            return new JsonClassifier(path);
        }

        return new CsvClassifier(
            classifier.OptionalText("csvClassifier.delimiter"),
            classifier.OptionalText("csvClassifier.quoteSymbol"),
            classifier.OptionalText("csvClassifier.containsHeader"),
            classifier.OptionalText("csvClassifier.serde"));
    }

    // Glue writes every crawler's log to the same group, which it makes when it is not there.
    private bool MayLog(Caller caller)
    {
        var group = $"arn:aws:logs:{_stack.Region}:{_stack.AccountId}:log-group:/aws-glue/crawlers";
        return _access.Authorize(caller, "logs:CreateLogGroup", group).IsAllowed
            && _access.Authorize(caller, "logs:CreateLogStream", $"{group}:log-stream:{caller.SessionName}").IsAllowed
            && _access.Authorize(caller, "logs:PutLogEvents", $"{group}:log-stream:{caller.SessionName}").IsAllowed;
    }

    private void ExpectReadable(Caller caller, string target)
    {
        var (bucket, prefix) = S3Folder.Parse(target);
        var objects = _buckets.Get(bucket).Objects.Values
            .Where(stored => stored.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        _meter.Count(
            MeteredService.S3, "ListObjectsV2", bucket, caller.SessionName, 1 + (objects.Count / KeysOfAList));
        _meter.Count(MeteredService.S3, "GetObject", bucket, caller.SessionName, objects.Count);

        _s3.ExpectBucket(caller, "s3:GetBucketLocation", bucket);
        _s3.ExpectBucket(caller, "s3:ListBucket", bucket, _s3.Context().With("s3:prefix", prefix));
        foreach (var stored in objects)
        {
            _s3.ExpectObject(caller, "s3:GetObject", bucket, stored.Key);
            _s3.ExpectDecryption(caller, stored.Encryption, bucket, stored.Key);
        }
    }

    private bool MayWrite(Caller caller, string database, CrawlSummary summary)
    {
        string Arn(string resource) => $"arn:aws:glue:{_stack.Region}:{_stack.AccountId}:{resource}";
        bool May(string action, params IEnumerable<string> resources) =>
            resources.All(resource => _access.Authorize(caller, action, Arn(resource)).IsAllowed);
        string[] Table(string table) => ["catalog", $"database/{database}", $"table/{database}/{table}"];

        // What AWSGlueServiceRole's users see a crawler do (CloudTrail), in the order in which it does it.
        var allowed = May("glue:GetDatabase", "catalog", $"database/{database}");
        foreach (var table in Catalog.Tables(database).Select(table => table.Name))
        {
            allowed &= May("glue:GetTable", Table(table));
            allowed &= !summary.TablesCreated.Contains(table) || May("glue:CreateTable", Table(table));
            allowed &= !summary.TablesUpdated.Contains(table) || May("glue:UpdateTable", Table(table));
            allowed &= May("glue:BatchGetPartition", Table(table));
            allowed &= summary.PartitionsAdded == 0 || May("glue:BatchCreatePartition", Table(table));
        }

        return allowed;
    }
}

using Twin.Aws.S3;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Glue;

public sealed class GlueService : IRunningService
{
    private const string Principal = "glue.amazonaws.com";
    private const int KeysOfAList = 1000;

    // https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html
    private const int RowsOfTheClassifier = 2;

    private readonly DeclaredStack _stack;
    private readonly AccessControl _access;
    private readonly S3Service _s3;
    private readonly BucketsFolder _folder;
    private readonly TimeProvider _clock;
    private readonly Timeline _timeline;
    private readonly Meter _meter;
    private readonly AssumedOtherwise _otherwise;
    private readonly ConcurrentDictionary<string, string> _started = [];
    private readonly ConcurrentDictionary<string, LastCrawl> _lastCrawls = [];
    private ImmutableDictionary<string, CrawlerDeclaration> _crawlers =
        ImmutableDictionary<string, CrawlerDeclaration>.Empty;

    public GlueService(
        DeclaredStack stack,
        AccessControl access,
        S3Service s3,
        BucketsFolder folder,
        StepFunctionsService machines,
        TimeProvider clock,
        Timeline timeline,
        Meter meter,
        AssumedOtherwise otherwise)
    {
        (_stack, _access, _s3, _folder) = (stack, access, s3, folder);
        (_clock, _timeline, _meter, _otherwise) = (clock, timeline, meter, otherwise);
        foreach (var database in stack.OfType(GlueResources.CatalogDatabase))
        {
            Catalog.AddDatabase(database.PhysicalName);
        }

        machines.Add(new CrawlerTask(stack, access, this));
    }

    public Catalog Catalog { get; } = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var table in _stack.OfType(GlueResources.CatalogTable))
        {
            var database = table.Text("databaseName");
            ExpectDatabase(database, $"{table.Title} belongs to");
            Catalog.Put(database, TableDeclaration.Read(table));
        }

        _crawlers = _stack.OfType(GlueResources.Crawler).ToImmutableDictionary(
            crawler => crawler.PhysicalName, crawler => CrawlerDeclaration.Read(_stack, crawler, _otherwise));
        foreach (var crawler in _stack.OfType(GlueResources.Crawler))
        {
            ExpectDatabase(_crawlers[crawler.PhysicalName].Database, $"{crawler.Title} writes to");
        }

        return Task.CompletedTask;
    }

    /// <summary>Starts a crawler. It runs when the work in progress is done.</summary>
    /// <returns><c>true</c> if it was started; <c>false</c> if it is running already.</returns>
    internal bool StartCrawler(DeclaredResource crawler, string why) => _started.TryAdd(crawler.PhysicalName, why);

    /// <summary>Determines whether a crawler was started and has not ended yet.</summary>
    internal bool IsRunning(DeclaredResource crawler) => _started.ContainsKey(crawler.PhysicalName);

    internal LastCrawl? LastCrawlOf(DeclaredResource crawler) => _lastCrawls.GetValueOrDefault(crawler.PhysicalName);

    /// <summary>Runs the crawlers that were started since the last call.</summary>
    public Task<bool> CompletePendingAsync(CancellationToken cancellationToken)
    {
        var started = _started.ToImmutableDictionary();
        foreach (var (crawler, why) in started)
        {
            Crawl(_stack.Named(GlueResources.Crawler, crawler)!, why, cancellationToken);
            _started.TryRemove(crawler, out _);
        }

        return Task.FromResult(!started.IsEmpty);
    }

    public void CountUsage(Meter meter) => GlueUsage.Count(Catalog, meter);

    private void ExpectDatabase(string name, string whose)
    {
        if (!Catalog.Databases.Contains(name))
        {
            throw new RunFailedException($"{whose} the database '{name}', which is not declared.");
        }
    }

    private void Crawl(DeclaredResource crawler, string why, CancellationToken cancellationToken)
    {
        _meter.Count(GlueUsage.Service, GlueUsage.Crawl, crawler.PhysicalName);
        _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName} starts: {why}");
        var refusal = Refusal(crawler, cancellationToken);
        _lastCrawls[crawler.PhysicalName] = new LastCrawl(_clock.GetUtcNow(), refusal);
    }

    // Returns the reason why the crawl failed, which is then the run's failure too.
    private string? Refusal(DeclaredResource crawler, CancellationToken cancellationToken)
    {
        string? refusal = null;
        var declaration = _crawlers[crawler.PhysicalName];
        var source = _otherwise.Has(UndocumentedGlue.CrawlerRole)
            ? crawler.Arn.Replace(_stack.AccountId, "", StringComparison.Ordinal)
            : crawler.Arn;
        var caller = _access.Assume(declaration.RoleArn, Principal, crawler, source, GlueUsage.CrawlSession);
        if (!MayLog(caller))
        {
            _timeline.Add(
                TimelineSource.Glue,
                $"{crawler.PhysicalName}: its role may not write its log",
                TimelineEntryKind.Failure);
        }

        try
        {
            foreach (var (database, table) in declaration.Targets)
            {
                ExpectReadable(caller, Catalog.Find(database, table)!.Location);
            }
        }
        catch (S3Exception refused)
        {
            refusal = $"its role may not read its targets: {refused.Message}";
            _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName}: {refusal}", TimelineEntryKind.Failure);
            return refusal;
        }

        var summary = Crawler.Run(
            declaration.Targets,
            _folder.Path,
            Catalog,
            _otherwise.Has(UndocumentedGlue.CrawlerPartitions) ? RowsOfTheClassifier : 0,
            cancellationToken);
        if (!MayWrite(caller, declaration, summary))
        {
            refusal = "its role may not write the catalog";
            _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName}: {refusal}", TimelineEntryKind.Failure);
        }

        foreach (var mistake in summary.Mistakes)
        {
            _timeline.Add(TimelineSource.Glue, mistake, TimelineEntryKind.Failure);
        }

        _timeline.Add(
            TimelineSource.Glue,
            $"{crawler.PhysicalName}: {summary.PartitionsAdded} partitions added to "
            + $"{declaration.Targets.Length} tables");
        return refusal;
    }

    // Glue writes every crawler's log to the same log group, which it creates if necessary.
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
        var objects = _s3.Buckets.Get(bucket).Objects.Values
            .Where(stored => stored.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToList();
        _meter.Count(
            S3Usage.Service, "ListObjectsV2", bucket, caller.SessionName, 1 + (objects.Count / KeysOfAList));
        _meter.Count(S3Usage.Service, "GetObject", bucket, caller.SessionName, objects.Count);

        _s3.Access.ExpectBucket(caller, "s3:GetBucketLocation", bucket);
        _s3.Access.ExpectBucket(caller, "s3:ListBucket", bucket, _s3.Access.Context().With("s3:prefix", prefix));
        foreach (var stored in objects)
        {
            _s3.Access.ExpectObject(caller, "s3:GetObject", bucket, stored.Key);
            _s3.Access.ExpectDecryption(caller, stored.Encryption, bucket, stored.Key);
        }
    }

    private bool MayWrite(Caller caller, CrawlerDeclaration crawler, CrawlSummary summary)
    {
        string Arn(string resource) => $"arn:aws:glue:{_stack.Region}:{_stack.AccountId}:{resource}";
        bool May(string action, params IEnumerable<string> resources) =>
            resources.All(resource => _access.Authorize(caller, action, Arn(resource)).IsAllowed);

        // The calls of a crawler as users of AWSGlueServiceRole see them in CloudTrail, in its order.
        var allowed = May("glue:GetDatabase", "catalog", $"database/{crawler.Database}");
        foreach (var (database, name) in crawler.Targets)
        {
            string[] table = ["catalog", $"database/{database}", $"table/{database}/{name}"];
            allowed &= May("glue:GetTable", table);
            allowed &= !_otherwise.Has(UndocumentedGlue.CrawlerPermissions) || May("glue:UpdateTable", table);
            allowed &= May("glue:BatchGetPartition", table);
            allowed &= summary.PartitionsAdded == 0 || May("glue:BatchCreatePartition", table);
        }

        return allowed;
    }
}

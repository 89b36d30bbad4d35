using Twin.Aws.S3;
using Twin.Aws.StepFunctions;

namespace Twin.Aws.Glue;

public sealed class GlueService : IRunningService
{
    private const string Principal = "glue.amazonaws.com";

    private readonly DeclaredStack _stack;
    private readonly AccessControl _access;
    private readonly S3Service _s3;
    private readonly BucketsFolder _folder;
    private readonly Timeline _timeline;
    private readonly AssumedOtherwise _otherwise;
    private readonly JobRunner _jobs;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, DateTimeOffset> _crawled = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, CrawlerDeclaration> _crawlers =
        ImmutableDictionary<string, CrawlerDeclaration>.Empty;

    public GlueService(
        DeclaredStack stack,
        AccessControl access,
        S3Service s3,
        BucketsFolder folder,
        StepFunctionsService machines,
        JobRunner jobs,
        Timeline timeline,
        AssumedOtherwise otherwise,
        TimeProvider clock)
    {
        (_stack, _access, _s3, _folder) = (stack, access, s3, folder);
        (_timeline, _otherwise, _jobs, _clock) = (timeline, otherwise, jobs, clock);
        foreach (var database in stack.OfType(GlueResources.CatalogDatabase))
        {
            Catalog.AddDatabase(database.PhysicalName);
        }

        machines.Add(new PartitionTask(stack, access, Catalog, timeline));
        machines.Add(new JobTask(stack, access, jobs, clock));
    }

    public Catalog Catalog { get; } = new();

    /// <summary>True if a state machine runs a job, and so the machine needs Python.</summary>
    public static bool RunsJobs(DeclaredStack stack) => stack.OfType(StepFunctionsResources.StateMachine)
        .SelectMany(machine => StateMachineDeclaration.DefinitionOf(machine).All.OfType<State.Task>())
        .Any(task => task.Resource == JobTask.Start);

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
            _ = Assume(crawler);
        }

        foreach (var job in _stack.OfType(GlueResources.Job))
        {
            _ = _jobs.Assume(JobDeclaration.Read(job));
        }

        return Task.CompletedTask;
    }

    public void CountUsage(Meter meter)
    {
        GlueUsage.Count(Catalog, meter);
        foreach (var (crawler, declaration) in _crawlers)
        {
            meter.Count(
                GlueUsage.Service,
                GlueUsage.CrawledFile,
                crawler,
                quantity: declaration.Targets.Sum(target =>
                    S3Folder.Parse(Catalog.Find(target.Database, target.Table)!.Location).Files(_folder.Path).Count));
        }
    }

    private void ExpectDatabase(string name, string whose)
    {
        if (!Catalog.Databases.Contains(name))
        {
            throw new RunFailedException($"{whose} the database '{name}', which is not declared.");
        }
    }

    /// <summary>Runs a crawler to its end. A crawl that fails is a failure of the run.</summary>
    public void Crawl(DeclaredResource crawler, CancellationToken cancellationToken)
    {
        var declaration = _crawlers[crawler.PhysicalName];
        _timeline.Add(TimelineSource.Glue, $"{crawler.PhysicalName} starts: {declaration.Schedule}");
        var caller = Assume(crawler);
        var (since, now) = (_crawled.GetValueOrDefault(crawler.PhysicalName), _clock.GetUtcNow());
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
                ExpectReadable(caller, Catalog.Find(database, table)!.Location, since);
            }
        }
        catch (S3Exception refused)
        {
            _timeline.Add(
                TimelineSource.Glue,
                $"{crawler.PhysicalName}: its role may not read its targets: {refused.Message}",
                TimelineEntryKind.Failure);
            return;
        }

        var summary = Crawler.Run(declaration.Targets, _folder.Path, Catalog, cancellationToken, since);
        if (!MayWrite(caller, declaration, summary))
        {
            _timeline.Add(
                TimelineSource.Glue,
                $"{crawler.PhysicalName}: its role may not write the catalog",
                TimelineEntryKind.Failure);
        }

        if (summary.Mistakes.IsEmpty)
        {
            // A file that is right stays so. S3 rounds times to seconds, and more may be written in this one.
            _crawled[crawler.PhysicalName] = now.AddSeconds(-1);
        }

        foreach (var mistake in summary.Mistakes)
        {
            _timeline.Add(TimelineSource.Glue, mistake, TimelineEntryKind.Failure);
        }

        _timeline.Add(
            TimelineSource.Glue,
            $"{crawler.PhysicalName}: {summary.PartitionsAdded} partitions added to "
            + $"{declaration.Targets.Length} tables");
    }

    private Caller Assume(DeclaredResource crawler) => _access.Assume(
        _crawlers[crawler.PhysicalName].RoleArn,
        Principal,
        crawler,
        _otherwise.Has(UndocumentedGlue.CrawlerRole)
            ? crawler.Arn.Replace(_stack.AccountId, "", StringComparison.Ordinal)
            : crawler.Arn,
        GlueUsage.CrawlSession);

    // Glue writes every crawler's log to the same log group, which it creates if necessary.
    private bool MayLog(Caller caller)
    {
        var group = $"arn:aws:logs:{_stack.Region}:{_stack.AccountId}:log-group:/aws-glue/crawlers";
        return _access.Authorize(caller, "logs:CreateLogGroup", group).IsAllowed
            && _access.Authorize(caller, "logs:CreateLogStream", $"{group}:log-stream:{caller.SessionName}").IsAllowed
            && _access.Authorize(caller, "logs:PutLogEvents", $"{group}:log-stream:{caller.SessionName}").IsAllowed;
    }

    // The decision on an object that was crawled before is the same.
    private void ExpectReadable(Caller caller, string target, DateTimeOffset since)
    {
        var (bucket, prefix) = S3Folder.Parse(target);
        var objects = _s3.Buckets.Get(bucket).Below(prefix).Where(stored => stored.LastModified >= since);
        _s3.Access.ExpectBucket(caller, "s3:GetBucketLocation", bucket);
        _s3.Access.ExpectBucket(caller, "s3:ListBucket", bucket, new RequestContext().With("s3:prefix", prefix));
        foreach (var stored in objects)
        {
            _s3.Access.ExpectObject(caller, "s3:GetObject", bucket, stored.Key);
            _s3.Access.ExpectDecryption(caller, stored.Encryption, bucket);
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

namespace Local.Aws.Metering;

/// <summary>What is counted and is no operation of a service's API.</summary>
internal static class MeteredOperation
{
    /// <summary>Bytes in a bucket when the run ended; the resource is the bucket.</summary>
    public const string BytesStored = "bytes stored";

    /// <summary>Objects in a bucket when the run ended.</summary>
    public const string ObjectsStored = "objects stored";

    /// <summary>Invocations, retries among them; the resource is the function.</summary>
    public const string Invocation = "invocation";

    /// <summary>Invocations that had to wait for a new process.</summary>
    public const string ColdStart = "cold start";

    /// <summary>Lines of a log; the resource is the log group.</summary>
    public const string LogLine = "log line";

    /// <summary>Bytes of these lines, as CloudWatch counts them: UTF-8, and 26 more for each.</summary>
    public const string LogBytes = "log bytes";

    /// <summary>Metrics that no AWS service made: each namespace, name and set of dimensions is one.</summary>
    public const string CustomMetric = "custom metric";

    /// <summary>Of these metrics, each further hour of the run's clock in which they are sent.</summary>
    public const string FurtherMetricHour = "further metric hour";

    /// <summary>Mails that a topic sent to its subscribers.</summary>
    public const string Mail = "mail";

    /// <summary>Events that a bucket sent to EventBridge: of AWS's events those that are billed.</summary>
    public const string OptInEvent = "opt-in event";

    /// <summary>Firings of a schedule.</summary>
    public const string ScheduledEvent = "scheduled event";

    /// <summary>Events that asked for a workflow; Glue batches them.</summary>
    public const string WorkflowEvent = "workflow event";

    /// <summary>Crawls; the resource is the crawler.</summary>
    public const string Crawl = "crawl";

    /// <summary>Databases and tables of the catalog when the run ended; the resource is the database.</summary>
    public const string CatalogObject = "catalog object";

    /// <summary>The tables' partitions when the run ended.</summary>
    public const string CatalogPartition = "catalog partition";

    /// <summary>Queries; the resource is the work group, the caller the query's name, here and below.</summary>
    public const string Query = "query";

    /// <summary>Bytes of the files that a query reads, each time that it reads them.</summary>
    public const string BytesScanned = "bytes scanned";

    /// <summary>These files.</summary>
    public const string FilesScanned = "files scanned";

    /// <summary>The folders that Athena lists to find them: a table's partitions.</summary>
    public const string PartitionsListed = "partitions listed";

    /// <summary>Requests to the Web API and the accounts service.</summary>
    public const string Request = "request";
}

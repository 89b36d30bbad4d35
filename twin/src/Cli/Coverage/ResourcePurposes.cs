namespace Twin.Cli.Coverage;

/// <summary>The purpose of each type of resource in the stacks.</summary>
internal static class ResourcePurposes
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [ResourceTypes.Workgroup] = "has results encrypted in their bucket; that of the named queries bounds what one reads",
        [ResourceTypes.NamedQuery] = "a question that the lake answers, or a check of its data",
        [ResourceTypes.Budget] = "a mail when the month costs more than `monthlyBudget`",
        [ResourceTypes.LogGroup] = "keeps a log for `logRetentionDays`; what makes its own log group keeps it for good",
        [ResourceTypes.MetricAlarm] = "a mail when snapshots, tables, publications or secrets need somebody",
        [ResourceTypes.Dashboard] = "the day at a glance, the details and the costs",
        [ResourceTypes.EventRule] = "a schedule of a function, or the requests to publish",
        [ResourceTypes.EventTarget] = "what a rule starts",
        [ResourceTypes.CatalogDatabase] = "the database of all tables",
        [ResourceTypes.CatalogTable] = "a table: of CSV or JSON lines with computed partitions, or of Iceberg",
        [ResourceTypes.Crawler] = "registers partitions for Spark, EMR and Redshift Spectrum",
        [ResourceTypes.Job] = "makes the tables of many days at once, with Spark",
        [ResourceTypes.Role] = "what one function or service, or who imports plays, acts as",
        [ResourceTypes.RolePolicy] = "what a role may do, and nothing else",
        [ResourceTypes.Key] = "the customer-managed key of `SSE-KMS`",
        [ResourceTypes.Alias] = "the name of the key in the console",
        [ResourceTypes.Function] = "extraction, transformation, repair and the plan of the publication",
        [ResourceTypes.FunctionEventInvokeConfig] = "how often a failed event is repeated, and where it goes then",
        [ResourceTypes.Permission] = "lets a rule or a bucket invoke a function",
        [ResourceTypes.Bucket] = "raw data, processed data, and results of queries",
        [ResourceTypes.BucketPublicAccessBlock] = "keeps a bucket private, whatever its policy says",
        [ResourceTypes.BucketEncryption] = "encrypts a bucket with the customer-managed key",
        [ResourceTypes.BucketNotification] = "starts the transformation when a manifest is written",
        [ResourceTypes.BucketVersioning] = "keeps raw objects that were overwritten or deleted",
        [ResourceTypes.BucketObjectLock] = "locks raw objects for `objectLockDays`",
        [ResourceTypes.BucketLifecycle] = "deletes or moves objects by age, and ends incomplete uploads",
        [ResourceTypes.BucketPolicy] = "TLS only, this account only, and who alone may write what",
        [ResourceTypes.BucketObject] = "the list of playlists, too long for an environment variable, and the code of the job",
        [ResourceTypes.Topic] = "takes the alarms",
        [ResourceTypes.TopicPolicy] = "lets these alarms alone publish to the topic",
        [ResourceTypes.TopicSubscription] = "an address of `alarmEmails`",
        [ResourceTypes.Queue] = "keeps the events that a function could not handle, for `redrive`",
        [ResourceTypes.QueuePolicy] = "lets EventBridge leave a request to publish there, and refuses plain HTTP",
        [ResourceTypes.Parameter] = "a secret of the Spotify app or user",
        [ResourceTypes.StateMachine] = "the publication",
    };
}

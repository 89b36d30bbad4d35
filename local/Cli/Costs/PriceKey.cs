namespace Local.Cli.Costs;

/// <summary>The prices' keys in <c>prices.json</c>.</summary>
internal static class PriceKey
{
    public const string LambdaRequests = "lambda.requests";
    public const string LambdaArm64 = "lambda.arm64";
    public const string LambdaX86 = "lambda.x86";
    public const string S3Put = "s3.put";
    public const string S3Get = "s3.get";
    public const string S3Storage = "s3.storage";
    public const string OptInEvents = "events.optIn";
    public const string Crawler = "glue.crawler";
    public const string Catalog = "glue.catalog";
    public const string Athena = "athena.scanned";
    public const string Alarm = "cloudwatch.alarm";
    public const string Dashboard = "cloudwatch.dashboard";
    public const string Metric = "cloudwatch.metric";
    public const string LogsIngested = "logs.ingested";
    public const string LogsStored = "logs.stored";
    public const string Traces = "xray.traces";
    public const string Key = "kms.key";
    public const string KeyRequests = "kms.requests";
    public const string QueueRequests = "sqs.requests";
    public const string TopicRequests = "sns.requests";
    public const string Mails = "sns.mails";
}

namespace Local.Aws.Metering;

/// <summary>The services whose use is counted.</summary>
internal static class MeteredService
{
    public const string S3 = "S3";
    public const string Lambda = "Lambda";
    public const string ParameterStore = "Parameter Store";
    public const string Kms = "KMS";
    public const string Sqs = "SQS";
    public const string Sns = "SNS";
    public const string EventBridge = "EventBridge";
    public const string Logs = "CloudWatch Logs";
    public const string Metrics = "CloudWatch metrics";
    public const string Glue = "Glue";
    public const string Athena = "Athena";

    /// <summary>Not AWS's, but a function waits for it, and that is billed.</summary>
    public const string Spotify = "Spotify";
}

namespace Twin.Aws.Hosting;

/// <summary>The sources of entries in a <see cref="Timeline"/>, besides the functions.</summary>
public static class TimelineSource
{
    public const string Run = "Run";
    public const string Spotify = "Spotify";
    public const string Pulumi = "Pulumi";
    public const string EventBridge = "EventBridge";
    public const string S3 = "S3";
    public const string Lambda = "Lambda";
    public const string Glue = "Glue";
    public const string Athena = "Athena";
    public const string CloudWatch = "CloudWatch";
    public const string Sns = "SNS";
    public const string Sqs = "SQS";
    public const string StepFunctions = "Step Functions";
}

namespace Twin.Aws.CloudWatch;

/// <summary>The keys of the assumptions about CloudWatch's logs.</summary>
internal static class CloudWatchAssumptions
{
    public const string LogLineBytes = "logLineBytes";
    public const string LogCompression = "logCompression";
}

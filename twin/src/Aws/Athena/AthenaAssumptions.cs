namespace Twin.Aws.Athena;

/// <summary>The keys of the assumptions about queries.</summary>
internal static class AthenaAssumptions
{
    public const string MinimumMegabytes = "athenaMinimumMegabytes";
    public const string ResultObjects = "athenaResultObjects";
    public const string IcebergMetadataObjects = "icebergMetadataObjects";
    public const string IcebergFileRequests = "icebergFileRequests";
    public const string IcebergCommitObjects = "icebergCommitObjects";
}

namespace Twin.Cli.Permissions.Proof;

/// <summary>The permissions that no run on one machine shows, each with the reason.</summary>
internal static class NotShown
{
    private const string Crawl =
        "the crawler of AWS chooses its calls of Glue; the twin's registers partitions by itself";
    private const string Parts = "Athena writes a large result in parts; the twin writes each object at once";
    private const string Catalog = "Athena chooses its calls of the catalog; the twin reads each table by its name";
    private const string Foreign =
        "no policy allows another account anything, which AWS refuses then without a denial too";

    public static ImmutableDictionary<Grant, string> All { get; } = new[]
    {
        (Crawl, "crawler WritePartitions",
            "glue:BatchCreatePartition glue:BatchUpdatePartition glue:GetPartition glue:GetPartitions glue:GetTables "
            + "glue:UpdatePartition"),
        (Catalog, "publish-states ReadCatalog", "glue:GetPartition glue:GetPartitions glue:GetTables"),
        (Catalog, "publish-states ListData", "s3:GetBucketLocation"),
        ("Athena lists the results of a statement; the twin has them", "publish-states ListResults", "s3:ListBucket"),
        ("a publication that is stopped stops its statement, which has no length in the twin",
            "publish-states RunStatements", "athena:StopQueryExecution"),
        (Parts, "publish-states WriteAnalytics", "s3:AbortMultipartUpload s3:ListMultipartUploadParts"),
        (Parts, "publish-states WriteResults", "s3:AbortMultipartUpload s3:ListMultipartUploadParts"),
        ("Spark's file system asks for it; the twin reads the folder", "spark ListMarkers", "s3:GetBucketLocation"),
        ("who deploys calls it; the twin declares a key without calls", "data LeaveItToIam",
            "kms:CreateAlias kms:DeleteAlias kms:DescribeKey kms:DisableKey kms:DisableKeyRotation kms:EnableKey "
            + "kms:EnableKeyRotation kms:GetKeyPolicy kms:GetKeyRotationStatus kms:ListResourceTags "
            + "kms:ScheduleKeyDeletion kms:TagResource kms:UntagResource kms:UpdateAlias kms:UpdateKeyDescription"),
        ("AWS's default key policy leaves it to IAM too, for who looks after the key; no role of the stack has it",
            "data LeaveItToIam",
            "kms:CancelKeyDeletion kms:GenerateDataKeyWithoutPlaintext kms:ListKeyPolicies kms:ListKeyRotations "
            + "kms:ReEncryptFrom kms:ReEncryptTo"),
        (Foreign, "raw ThisAccountOnly", "s3:*"),
        (Foreign, "processed ThisAccountOnly", "s3:*"),
        (Foreign, "query-results ThisAccountOnly", "s3:*"),
        ("only a changed tableFormat needs it: TableFormatRunTests", "transform DeleteOtherFormat", "s3:DeleteObject"),
    }
    .SelectMany(entry => entry.Item3.Split(' ').Select(action =>
        KeyValuePair.Create(new Grant(entry.Item2.Split(' ')[0], entry.Item2.Split(' ')[1], action), entry.Item1)))
    .ToImmutableDictionary();
}

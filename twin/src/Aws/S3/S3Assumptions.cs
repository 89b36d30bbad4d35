namespace Twin.Aws.S3;

/// <summary>The keys of the assumptions about S3.</summary>
internal static class S3Assumptions
{
    public const string ReadingsAfterMove = "readingsAfterMove";
}

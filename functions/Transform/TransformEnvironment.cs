namespace Functions.Transform;

/// <summary>
/// The environment variables that <see cref="TransformHandler"/> reads: <c>infra</c> declares them under these names.
/// The raw bucket is not among them: the S3 event names it.
/// </summary>
public static class TransformEnvironment
{
    /// <summary>The stack's name as in its resources, <c>spotify-dev</c>: the metrics' dimension.</summary>
    public const string Stack = "STACK";

    /// <summary>The processed bucket's name.</summary>
    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>How the tables are written: <c>csv</c> (also when it is not set) or <c>jsonl</c>.</summary>
    public const string TableFormat = "TABLE_FORMAT";
}

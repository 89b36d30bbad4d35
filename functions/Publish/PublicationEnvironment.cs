namespace Functions.Publish;

/// <summary>The environment variables of <see cref="PublishHandler"/>, which <c>infra</c> declares under these
/// names.</summary>
public static class PublicationEnvironment
{
    /// <summary>The raw bucket's name.</summary>
    public const string RawBucket = "RAW_BUCKET";

    /// <summary>The processed bucket's name.</summary>
    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>The first day of the tables, <c>yyyy-MM-dd</c>. No earlier day is published.</summary>
    public const string FirstDay = "FIRST_DAY";
}

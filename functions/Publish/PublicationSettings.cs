using Functions.Transform;

namespace Functions.Publish;

/// <summary>The settings of <see cref="PublishHandler"/>, from the variables of
/// <see cref="PublicationEnvironment"/>.</summary>
/// <param name="FirstDay">The first day of the tables; null: every day is published.</param>
internal sealed record PublicationSettings(string RawBucket, string ProcessedBucket, DateOnly? FirstDay)
{
    public TableFormat Format { get; init; } = TableFormat.Csv;

    /// <summary>The retention of the tables of playlists.</summary>
    public KeptDays TableRetention { get; init; }

    /// <exception cref="InvalidOperationException">A variable is missing or wrong. The message says what to
    /// do.</exception>
    public static PublicationSettings From(FunctionEnvironment environment) => new(
        environment.Required(PublicationEnvironment.RawBucket),
        environment.Required(PublicationEnvironment.ProcessedBucket),
        environment.Day(PublicationEnvironment.FirstDay))
    {
        Format = environment.TableFormat(PublicationEnvironment.TableFormat),
        TableRetention = environment.Kept(PublicationEnvironment.TableRetentionDays),
    };
}

/// <summary>The environment variables of <see cref="PublishHandler"/>, which <c>infra</c> declares under these
/// names.</summary>
public static class PublicationEnvironment
{
    public const string RawBucket = "RAW_BUCKET";

    public const string ProcessedBucket = "PROCESSED_BUCKET";

    public const string TableFormat = TransformEnvironment.TableFormat;

    public const string TableRetentionDays = TransformEnvironment.TableRetentionDays;

    /// <summary>The first day of the tables, <c>yyyy-MM-dd</c>. No earlier day is published.</summary>
    public const string FirstDay = "FIRST_DAY";
}

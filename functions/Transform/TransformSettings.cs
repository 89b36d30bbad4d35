namespace Functions.Transform;

/// <summary>The settings of <see cref="TransformHandler"/>, from the variables of
/// <see cref="TransformEnvironment"/>.</summary>
internal sealed record TransformSettings(string Stack, string ProcessedBucket)
{
    public TableFormat Format { get; init; } = TableFormat.Csv;

    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public static TransformSettings From(FunctionEnvironment environment) => new(
        environment.Required(TransformEnvironment.Stack),
        environment.Required(TransformEnvironment.ProcessedBucket))
    {
        Format = environment.TableFormat(TransformEnvironment.TableFormat),
    };
}

/// <summary>The environment variables of <see cref="TransformHandler"/>, which <c>infra</c> declares under these names.
/// The raw bucket is not among them: the S3 event names it.</summary>
public static class TransformEnvironment
{
    /// <summary>The stack's name as its resources have it, <c>spotify-dev</c>; the metrics' dimension.</summary>
    public const string Stack = "STACK";

    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>The format of the tables: <c>csv</c>, the default, or <c>jsonl</c>.</summary>
    public const string TableFormat = "TABLE_FORMAT";
}

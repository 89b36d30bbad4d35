namespace Functions.Forget;

/// <summary>The record of what was forgotten, without the data: also the journal by which the next call finishes what
/// one has begun.</summary>
/// <param name="Kind">The kind of the subject.</param>
/// <param name="Salt">The salt of the hash: hexadecimal digits.</param>
/// <param name="Subject">The hash of the subject with the salt. Who knows the subject can compare.</param>
/// <param name="Removed">The numbers of versions of objects that were removed, or written again, by place.</param>
/// <param name="Request">The key of the request to make the analytics tables again; null before.</param>
/// <param name="FinishedAt">The time at which nothing was left; null before.</param>
internal sealed record ForgetRecord(
    int SchemaVersion,
    string Kind,
    string Salt,
    string Subject,
    DateTimeOffset StartedAt,
    IReadOnlyDictionary<string, int> Removed,
    string? Request = null,
    DateTimeOffset? FinishedAt = null)
{
    public const int CurrentSchema = 1;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ForgetRecord))]
internal sealed partial class ForgetJson : JsonSerializerContext;

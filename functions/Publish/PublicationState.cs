using System.Diagnostics.CodeAnalysis;

namespace Functions.Publish;

internal sealed record PublicationState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;

    /// <summary>The days that the analytics tables hold, each with the fingerprint of the snapshots that were
    /// published.</summary>
    public IReadOnlyDictionary<DateOnly, string> Days { get; init; } = new Dictionary<DateOnly, string>();

    /// <summary>The months of plays, <c>yyyy-MM</c>, that the analytics tables hold, each with the fingerprint of the
    /// files that were published.</summary>
    /// <remarks>A state from before the plays has none, and the serializer sets null.</remarks>
    [AllowNull]
    public IReadOnlyDictionary<string, string> Months
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();

    /// <summary>The time at which the files of the analytics tables were compacted; null if they never were.</summary>
    public DateTimeOffset? MaintainedAt { get; init; }

    /// <summary>The key of the last request for which the analytics tables were emptied, without old versions; null if
    /// they never were.</summary>
    public string? ErasedFor { get; init; }

    /// <summary>Determines whether they were emptied for a request or a later one.</summary>
    public bool IsErasedFor(string request) => string.CompareOrdinal(ErasedFor, request) >= 0;

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(
        this with
        {
            Days = new SortedDictionary<DateOnly, string>(Days.ToDictionary()),
            Months = new SortedDictionary<string, string>(Months.ToDictionary(), StringComparer.Ordinal),
        },
        PublicationJson.Default.PublicationState);

    /// <summary>Parses a state. One that this code cannot read counts as empty: every day is published again.</summary>
    public static PublicationState Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, PublicationJson.Default.PublicationState)
                is { SchemaVersion: IVersionedState.CurrentSchema } state
                    ? state
                    : new PublicationState();
        }
        catch (JsonException)
        {
            return new PublicationState();
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(PublicationState))]
internal sealed partial class PublicationJson : JsonSerializerContext;

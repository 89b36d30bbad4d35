using System.Text.Json;
using System.Text.Json.Serialization;

namespace Functions.Lake;

internal sealed record LeaseState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;
    public string? Holder { get; init; }

    /// <summary>The time of the event for which the holder runs; null if it runs for none.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>The end of the holder's time limit, at which the lease is free; null if it has been released.</summary>
    public DateTimeOffset? Until { get; init; }

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, LeaseJson.Default.LeaseState);

    /// <summary>Parses a lease. One that this code cannot read has no holder: otherwise nobody could ever run
    /// again.</summary>
    /// <returns>The lease; null if the bytes are none.</returns>
    public static LeaseState? Find(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, LeaseJson.Default.LeaseState)
                is { SchemaVersion: IVersionedState.CurrentSchema } state
                    ? state
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(LeaseState))]
internal sealed partial class LeaseJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Functions.Extract;

/// <summary>What one run remembers for the next, whatever the playlist.</summary>
internal sealed record ExtractState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;

    /// <summary>The endpoint that gave entries the last time, <c>items</c> or <c>tracks</c>; null: not known.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Spotify is not to be asked before; null: it may be asked.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>
    /// By id, the playlists that the last run left for this one, and how many runs in a row have done so: they come
    /// first, so that a list that is too long for one run is not read from its head again and again. Null: none.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Waiting { get; init; }
}

/// <summary>A state says of which form it is: one of another form is as good as none.</summary>
internal interface IVersionedState
{
    const int CurrentSchema = 1;

    int SchemaVersion { get; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ExtractState))]
[JsonSerializable(typeof(PlaylistState))]
internal sealed partial class StateJson : JsonSerializerContext;

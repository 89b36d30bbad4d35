using System.Collections.Immutable;

namespace Functions.Extract;

/// <summary>The state that one run leaves for the next, of all playlists together.</summary>
internal sealed record ExtractState : IVersionedState
{
    public int SchemaVersion { get; init; } = IVersionedState.CurrentSchema;

    /// <summary>The endpoint that returned entries last time, <c>items</c> or <c>tracks</c>; null if it is
    /// unknown.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The end of the wait that Spotify asked for; null if it asked for none.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>The playlists that the last run left for this one, by id, with the number of runs in a row that have
    /// done so. They are read first, so that a list that is too long for one run is not read from its head again and
    /// again. Null if there are none.</summary>
    public IReadOnlyDictionary<string, int>? Waiting { get; init; }

    /// <summary>The playlists that <c>mine</c> stood for when it last found any; null if it never did.</summary>
    public ImmutableArray<string>? Mine { get; init; }

    /// <summary>The playlists that <c>mine</c> has found and Spotify has refused; null if there are none.</summary>
    public ImmutableArray<string>? Skipped { get; init; }
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
[JsonSerializable(typeof(PlaysState))]
internal sealed partial class StateJson : JsonSerializerContext;

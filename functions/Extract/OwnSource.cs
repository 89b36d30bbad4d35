using Functions.Extract.Spotify;

namespace Functions.Extract;

/// <summary>A source that is one of the user's own lists, with the name that its tables have.</summary>
internal sealed record OwnSource(string Id, string Name, OwnList List)
{
    /// <summary>The own list that a source is; null if it is none.</summary>
    public static OwnSource? Find(SourceId source) => source switch
    {
        SourceId.TopTracks(var range, var count) => new(
            source.Name,
            source.Title,
            new OwnList(RawEndpoint.TopTracks, range.TimeRange, count)),
        SourceId.Liked => new(
            source.Name, source.Title, new OwnList(RawEndpoint.SavedTracks, TimeRange: null, SpotifyPage.MaxTotal)),
        _ => null,
    };
}

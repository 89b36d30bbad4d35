namespace SpotifyAPI.Web;

public class PlaylistGetItemsRequest(
    PlaylistGetItemsRequest.AdditionalTypes types = PlaylistGetItemsRequest.AdditionalTypes.All)
    : RequestParams
{
    [Flags]
    public enum AdditionalTypes
    {
        [String("track")]
        Track = 1,

        [String("episode")]
        Episode = 2,

        All = Track | Episode,
    }

    [QueryParam("limit")]
    public int? Limit { get; set; }

    [QueryParam("offset")]
    public int? Offset { get; set; }

    [QueryParam("additional_types")]
    public AdditionalTypes AdditionalTypesParam { get; } = types;
}

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

    [QueryParam("fields")]
    public List<string> Fields { get; } = [];

    [QueryParam("limit")]
    public int? Limit { get; set; }

    [QueryParam("offset")]
    public int? Offset { get; set; }

    [QueryParam("market")]
    public string? Market { get; set; }

    [QueryParam("locale")]
    public string? Locale { get; set; }

    [QueryParam("additional_types")]
    public AdditionalTypes AdditionalTypesParam { get; } = types;
}

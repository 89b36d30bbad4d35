namespace SpotifyAPI.Web;

public class PlaylistGetRequest(PlaylistGetRequest.AdditionalTypes types = PlaylistGetRequest.AdditionalTypes.All)
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

    [QueryParam("additional_types")]
    public AdditionalTypes AdditionalTypesParam { get; } = types;
}

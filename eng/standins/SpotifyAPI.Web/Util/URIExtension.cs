using System.Web;

namespace SpotifyAPI.Web;

public static class URIExtensions
{
    /// <summary>Gives the parameters to an address that has none so far.</summary>
    public static Uri ApplyParameters(this Uri uri, IDictionary<string, string> parameters)
    {
        Ensure.ArgumentNotNull(uri, nameof(uri));
        if (parameters is null || parameters.Count == 0)
        {
            return uri;
        }

        if (uri.Query.Length > 0)
        {
            throw new NotSupportedException("The stand-in for SpotifyAPI.Web adds no parameters to others.");
        }

        var query = parameters.Select(parameter => $"{parameter.Key}={HttpUtility.UrlEncode(parameter.Value)}");
        return new UriBuilder(uri) { Query = string.Join('&', query) }.Uri;
    }
}

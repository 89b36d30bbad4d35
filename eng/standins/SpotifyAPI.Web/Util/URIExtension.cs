using System.Web;

namespace SpotifyAPI.Web;

public static class URIExtensions
{
    /// <summary>Adds the parameters to the address's own query. The present query is decoded once and not encoded
    /// again; a parameter that is already in it is refused, as a dictionary refuses a second key.</summary>
    public static Uri ApplyParameters(this Uri uri, IDictionary<string, string> parameters)
    {
        Ensure.ArgumentNotNull(uri, nameof(uri));
        if (parameters is null || parameters.Count == 0)
        {
            return uri;
        }

        var merged = new Dictionary<string, string>();
        var existing = HttpUtility.ParseQueryString(uri.Query);
        foreach (var key in existing.AllKeys)
        {
            merged.Add(key!, existing[key]!);
        }

        foreach (var (key, value) in parameters)
        {
            merged.Add(key, HttpUtility.UrlEncode(value));
        }

        return new UriBuilder(uri) { Query = string.Join('&', merged.Select(pair => $"{pair.Key}={pair.Value}")) }.Uri;
    }
}

using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SpotifyAPI.Web;

/// <summary>A response with a status outside 200–399. The message is Spotify's: <c>error.message</c> in the bodies of
/// the Web API, <c>error</c> in those of the accounts service; without either, it is .NET's own message.</summary>
public class APIException : Exception
{
    public APIException(IResponse response)
        : base(MessageOf(response))
    {
        Ensure.ArgumentNotNull(response, nameof(response));

        Response = response;
    }

    public APIException(string message)
        : base(message)
    {
    }

    public IResponse? Response { get; set; }

    private static string? MessageOf(IResponse response)
    {
        if (response.Body is not string { Length: > 0 } body)
        {
            return null;
        }

        try
        {
            return JObject.Parse(body)["error"] switch
            {
                JObject error => error.Value<string>("message"),
                { Type: JTokenType.String } error => error.Value<string>(),
                _ => null,
            };
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }
}

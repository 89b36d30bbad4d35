using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SpotifyAPI.Web.Http;

namespace SpotifyAPI.Web;

/// <summary>
/// An answer outside 200–399. The message is Spotify's: <c>error.message</c> of the Web API's bodies, <c>error</c>
/// of the accounts service's; a body that has neither leaves .NET's own message.
/// </summary>
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

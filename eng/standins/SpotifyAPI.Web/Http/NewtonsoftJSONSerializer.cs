using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace SpotifyAPI.Web.Http;

/// <summary>Reads snake_case JSON; a null leaves the property unchanged, and only <c>application/json</c> is
/// read.</summary>
public class NewtonsoftJSONSerializer : IJSONSerializer
{
    private readonly JsonSerializerSettings _settings = new()
    {
        NullValueHandling = NullValueHandling.Ignore,
        ContractResolver = new DefaultContractResolver { NamingStrategy = new SnakeCaseNamingStrategy() },
    };

    public IAPIResponse<T> DeserializeResponse<T>(IResponse response)
    {
        Ensure.ArgumentNotNull(response, nameof(response));

        if (!string.Equals(response.ContentType, "application/json", StringComparison.OrdinalIgnoreCase))
        {
            return new APIResponse<T>(response);
        }

        var text = response.Body as string ?? string.Empty;
        return new APIResponse<T>(response, JsonConvert.DeserializeObject<T>(text, _settings));
    }
}

using System.Reflection;

namespace SpotifyAPI.Web;

/// <summary>A request whose marked properties become query parameters, except null and empty ones.</summary>
public abstract class RequestParams
{
    private const BindingFlags AllProperties = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public Dictionary<string, string> BuildQueryParams()
    {
        var query = new Dictionary<string, string>();
        foreach (var property in GetType().GetProperties(AllProperties))
        {
            if (property.GetCustomAttribute<QueryParamAttribute>() is { } parameter
                && TextOf(property.GetValue(this)) is { } text)
            {
                query.Add(parameter.Key ?? property.Name, text);
            }
        }

        return query;
    }

    private static string? TextOf(object? value) =>
        value switch
        {
            null => null,
            IList<string> list => list.Count > 0 ? string.Join(',', list) : null,
            Enum choice => string.Join(',', NamesOf(choice)),
            _ => value.ToString() ?? throw new APIException("ToString returned null for query parameter"),
        };

    private static IEnumerable<string> NamesOf(Enum choice)
    {
        var type = choice.GetType();
        var values = type.IsDefined(typeof(FlagsAttribute), inherit: false)
            ? Enum.GetValues(type).Cast<Enum>().Where(choice.HasFlag)
            : [choice];
        foreach (var value in values)
        {
            if (StringAttribute.GetValue(type, value, out var name))
            {
                yield return name;
            }
        }
    }
}

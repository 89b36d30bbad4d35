namespace Twin.Declaration.Policies;

/// <summary>The context of a request for policy conditions: condition keys (in any case) and their values.</summary>
public sealed class RequestContext
{
    private readonly Dictionary<string, string[]> _values = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> ValuesOf(string key) => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>Adds a condition key, unless there is no value.</summary>
    public RequestContext With(string key, params string?[] values)
    {
        var present = values.OfType<string>().ToArray();
        if (present.Length > 0)
        {
            _values[key] = present;
        }

        return this;
    }

    public RequestContext WithDefault(string key, string value) =>
        _values.ContainsKey(key) ? this : With(key, value);

    public RequestContext Copy()
    {
        var copy = new RequestContext();
        foreach (var (key, values) in _values)
        {
            copy._values[key] = values;
        }

        return copy;
    }
}

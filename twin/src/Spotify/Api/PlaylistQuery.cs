namespace Twin.Spotify.Api;

/// <param name="Passed">The parameters that links to other pages repeat, each after an <c>&amp;</c>.</param>
internal sealed record PlaylistQuery(int Limit, int Offset, FieldFilter? Fields, string Passed)
{
    private static readonly string[] PassedOn = ["market", "additional_types", "locale"];

    /// <exception cref="FormatException">A parameter is not valid.</exception>
    public static PlaylistQuery Parse(IReadOnlyDictionary<string, string> query, EraShape shape)
    {
        var limit = Number(query, "limit", shape.DefaultLimit);
        var offset = Number(query, "offset", 0);
        if (limit is < 1 || limit > shape.MaxLimit)
        {
            throw new FormatException("Invalid limit");
        }

        if (offset < 0)
        {
            throw new FormatException("Invalid offset");
        }

        // Spotify's own responses return episodes with <c>additional_types</c> and without it, and so does the sandbox.
        var types = query.GetValueOrDefault("additional_types");
        if (types?.Split(',').Any(type => type is not ("track" or "episode")) == true)
        {
            throw new FormatException("Bad additional_types value, expected track or episode");
        }

        var fields = query.GetValueOrDefault("fields");
        var passed = PassedOn
            .Where(query.ContainsKey)
            .Select(name => $"&{name}={Uri.EscapeDataString(query[name])}");
        return new PlaylistQuery(
            limit,
            offset,
            string.IsNullOrEmpty(fields) ? null : FieldFilter.Parse(fields),
            string.Concat(passed));
    }

    private static int Number(IReadOnlyDictionary<string, string> query, string name, int otherwise)
    {
        if (!query.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"Invalid {name}");
    }
}

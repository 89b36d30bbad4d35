namespace Twin.Spotify.Api;

/// <param name="Passed">The parameters that links to other pages repeat, each after an <c>&amp;</c>.</param>
internal sealed record PlaylistQuery(int Limit, int Offset, FieldFilter? Fields, string Passed)
{
    /// <summary>The highest limit of a page of one of the user's own lists.</summary>
    public const int MaxOwnLimit = 50;

    private const int DefaultOwnLimit = 20;

    private static readonly string[] PassedOn = ["market", "additional_types", "locale"];

    /// <exception cref="FormatException">A parameter is not valid.</exception>
    public static PlaylistQuery Parse(IReadOnlyDictionary<string, string> query, EraShape shape)
    {
        var (limit, offset) = Window(query, shape.MaxLimit, shape.DefaultLimit);

        // Spotify's own responses return episodes with <c>additional_types</c> and without it, and so does the sandbox.
        var types = query.GetValueOrDefault("additional_types");
        if (types?.Split(',').Any(type => type is not ("track" or "episode")) == true)
        {
            throw new FormatException("Bad additional_types value, expected track or episode");
        }

        var fields = query.GetValueOrDefault("fields");
        return new PlaylistQuery(
            limit,
            offset,
            string.IsNullOrEmpty(fields) ? null : FieldFilter.Parse(fields),
            Pass(query, PassedOn));
    }

    /// <summary>The query of one of the user's own lists, whose limit is the same in all eras.</summary>
    /// <exception cref="FormatException">A parameter is not valid.</exception>
    public static PlaylistQuery ParseOwn(
        IReadOnlyDictionary<string, string> query, params ReadOnlySpan<string> passedOn)
    {
        var (limit, offset) = Window(query, MaxOwnLimit, DefaultOwnLimit);
        return new PlaylistQuery(limit, offset, Fields: null, Pass(query, passedOn));
    }

    private static (int Limit, int Offset) Window(
        IReadOnlyDictionary<string, string> query, int maxLimit, int defaultLimit)
    {
        var limit = Number(query, "limit", defaultLimit);
        var offset = Number(query, "offset", 0);
        if (limit < 1 || limit > maxLimit)
        {
            throw new FormatException("Invalid limit");
        }

        return offset < 0 ? throw new FormatException("Invalid offset") : (limit, offset);
    }

    private static string Pass(IReadOnlyDictionary<string, string> query, ReadOnlySpan<string> names)
    {
        var passed = new StringBuilder();
        foreach (var name in names)
        {
            if (query.TryGetValue(name, out var value))
            {
                passed.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return passed.ToString();
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

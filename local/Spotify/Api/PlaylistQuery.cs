using System.Globalization;

namespace Local.Spotify.Api;

/// <summary>What a request's query asks of a playlist.</summary>
/// <param name="Limit">Entries a page.</param>
/// <param name="Offset">The first entry, counted from 0.</param>
/// <param name="Fields">What of the response is wanted, or null for all.</param>
/// <param name="Passed">The parameters that links to other pages carry on, each after an <c>&amp;</c>.</param>
internal sealed record PlaylistQuery(int Limit, int Offset, FieldFilter? Fields, string Passed)
{
    private static readonly string[] PassedOn = ["market", "additional_types", "locale"];

    /// <summary>Reads the query.</summary>
    /// <exception cref="FormatException">A parameter is not what Spotify takes.</exception>
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

        // Episodes are served with and without their type: Spotify's own answers have them under both.
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

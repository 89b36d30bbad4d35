namespace Functions.Transform.Plays;

/// <summary>Finds the record of an export that tells of the same play as a play of the API: the same song, with ends at
/// most five seconds apart. The nearest ones match first, and each one once.</summary>
/// <remarks>Spotify does not say that the two agree, nor how exactly.
/// Assumption: play-match.</remarks>
internal static class PlayMatcher
{
    /// <summary>The greatest distance between the ends of one play, in milliseconds.</summary>
    public const long Tolerance = 5000;

    /// <param name="exports">Records of exports, in their order.</param>
    /// <param name="api">Plays of the API, in their order.</param>
    /// <returns>The record that matches a play of the API, and the play that matches a record.</returns>
    public static Dictionary<Play, Play> Match(List<Play> exports, List<Play> api, PlayTexts texts)
    {
        var pairs = new List<(long Distance, int Record, int Play)>();
        var first = 0;
        for (var i = 0; i < api.Count; i++)
        {
            while (first < exports.Count && exports[first].End < api[i].End - Tolerance)
            {
                first++;
            }

            for (var k = first; k < exports.Count && exports[k].End <= api[i].End + Tolerance; k++)
            {
                if (exports[k].IsOfSameSong(api[i], texts))
                {
                    pairs.Add((Math.Abs(exports[k].End - api[i].End), k, i));
                }
            }
        }

        pairs.Sort();
        var matched = new Dictionary<Play, Play>(ReferenceEqualityComparer.Instance);
        foreach (var (_, k, i) in pairs)
        {
            if (!matched.ContainsKey(exports[k]) && !matched.ContainsKey(api[i]))
            {
                matched.Add(exports[k], api[i]);
                matched.Add(api[i], exports[k]);
            }
        }

        return matched;
    }
}

namespace Functions.Transform.Plays;

/// <summary>Plays that are told more than once: the same record in two exports, a record of the small export beside the
/// extended one's, a play of the API on overlapping pages. Of two such plays the greater one stays by
/// <see cref="PlayOrder"/>, and so a known value before an unknown one.</summary>
internal static class PlayDuplicates
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;

    /// <param name="records">Records of exports, in any order.</param>
    /// <returns>The plays in their order.</returns>
    public static List<Play> RemoveFromExports(List<Play> records, PlayTexts texts)
    {
        records.Sort(new PlayOrder(texts));
        var distinct = Distinct(records, Second, IsSameRecord);

        // Records without an id are named by others too; those lie beside them in the order of time.
        return [.. distinct.Where((record, index) => record.SongId.IsKnown || !IsToldBetter(record, index))];

        bool IsSameRecord(Play one, Play other) =>
            one.MsPlayed == other.MsPlayed
            && (one.Source == PlaySource.Small) == (other.Source == PlaySource.Small)
            && one.SongId.IsKnown == other.SongId.IsKnown
            && (one.SongId.IsKnown ? texts.AreEqual(one.SongId, other.SongId) : one.HasSameNames(other, texts));

        bool IsToldBetter(Play record, int index)
        {
            var unit = record.Source == PlaySource.Small ? Minute : Second;
            return distinct.SameUnit(index, unit).Any(other =>
                other.Source == PlaySource.Extended
                && (other.SongId.IsKnown || record.Source == PlaySource.Small)
                && other.MsPlayed == record.MsPlayed
                && other.HasSameNames(record, texts));
        }
    }

    /// <param name="plays">Plays of the API, in any order.</param>
    /// <returns>The plays in their order.</returns>
    public static List<Play> RemoveFromApi(List<Play> plays, PlayTexts texts)
    {
        plays.Sort(new PlayOrder(texts));
        return Distinct(plays, 1, (one, other) => one.SongId.IsKnown == other.SongId.IsKnown
            && (one.SongId.IsKnown ? texts.AreEqual(one.SongId, other.SongId) : one.HasSameNames(other, texts)));
    }

    /// <summary>Keeps the last one of equal plays in the same unit of time.</summary>
    private static List<Play> Distinct(List<Play> ordered, long unit, Func<Play, Play, bool> areEqual)
    {
        var distinct = new List<Play>(ordered.Count);
        for (var i = 0; i < ordered.Count; i++)
        {
            var play = ordered[i];
            var isRepeated = false;
            for (var later = i + 1;
                !isRepeated && later < ordered.Count && ordered[later].End / unit == play.End / unit;
                later++)
            {
                isRepeated = areEqual(play, ordered[later]);
            }

            if (!isRepeated)
            {
                distinct.Add(play);
            }
        }

        return distinct;
    }

    /// <summary>The plays in the same unit of time as one of them, itself included.</summary>
    private static IEnumerable<Play> SameUnit(this List<Play> ordered, int index, long unit)
    {
        var time = ordered[index].End / unit;
        var first = index;
        while (first > 0 && ordered[first - 1].End / unit == time)
        {
            first--;
        }

        for (var i = first; i < ordered.Count && ordered[i].End / unit == time; i++)
        {
            yield return ordered[i];
        }
    }
}

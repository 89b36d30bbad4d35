namespace Twin.Cli.Charts;

/// <summary>Labels one below the other: each as near to its own place as the others let it.</summary>
internal static class LabelColumn
{
    /// <param name="wanted">The place that each label wants.</param>
    /// <returns>The places, in the order of <paramref name="wanted"/>. Where there is no room for all, the last ones
    /// are null.</returns>
    public static ImmutableArray<double?> Place(
        IReadOnlyList<double> wanted, double height, double least, double most)
    {
        var room = (int)Math.Floor(((most - least) / height) + 1e-9) + 1;
        var kept = Enumerable.Range(0, Math.Min(wanted.Count, room)).OrderBy(index => wanted[index]).ToList();
        var groups = new List<(double Sum, int Count)>();
        foreach (var index in kept)
        {
            // Each member wants its group's first label at its own place less those above it.
            var group = (Sum: Math.Clamp(wanted[index], least, most), Count: 1);
            while (groups.Count > 0 && Begin(groups[^1]) + (groups[^1].Count * height) > Begin(group))
            {
                var above = groups[^1];
                groups.RemoveAt(groups.Count - 1);
                group = (above.Sum + group.Sum - (group.Count * above.Count * height), above.Count + group.Count);
            }

            groups.Add(group);
        }

        var places = new double?[wanted.Count];
        var next = 0;
        foreach (var group in groups)
        {
            for (var member = 0; member < group.Count; member++)
            {
                places[kept[next++]] = Begin(group) + (member * height);
            }
        }

        return [.. places];

        double Begin((double Sum, int Count) group) =>
            Math.Clamp(group.Sum / group.Count, least, Math.Max(least, most - ((group.Count - 1) * height)));
    }
}

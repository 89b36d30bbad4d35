namespace Twin.Cli.Chaos;

/// <summary>Finds the shortest list of faults with which something still fails.</summary>
internal static class Shrinking
{
    /// <param name="fails">Determines whether a list fails.</param>
    public static async Task<ImmutableArray<AwsFault>> ShrinkAsync(
        ImmutableArray<AwsFault> faults, Func<ImmutableArray<AwsFault>, Task<bool>> fails)
    {
        for (var part = faults.Length / 2; part > 0; part /= 2)
        {
            for (var start = 0; start < faults.Length && faults.Length > part;)
            {
                var rest = faults.RemoveRange(start, Math.Min(part, faults.Length - start));
                if (await fails(rest))
                {
                    faults = rest;
                }
                else
                {
                    start += part;
                }
            }
        }

        foreach (var (place, fault) in faults.Index().Where(fault => fault.Item.Times > 1).ToList())
        {
            var once = faults.SetItem(place, fault with { Times = 1 });
            if (await fails(once))
            {
                faults = once;
            }
        }

        return faults;
    }
}

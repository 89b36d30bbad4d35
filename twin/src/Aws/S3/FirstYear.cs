namespace Twin.Aws.S3;

/// <summary>The cost of an object in the first year after its writing, with and without moves to other storage
/// classes.</summary>
public sealed class FirstYear(PriceList prices)
{
    // No page of Spotify is as large: a move that pays from a greater size does not pay.
    private const int MaxKilobytes = 10 * 1024;

    private const decimal BytesOfAKilobyte = 1024;
    private const decimal RequestsOfAPrice = 1000;
    private const int MonthsOfAYear = 12;

    private readonly int _days = MonthsOfAYear * prices.DaysPerMonth;

    /// <summary>The smallest size from which the last of the moves pays; null if it does not for any page.</summary>
    /// <param name="moves">The moves, in the order of their days.</param>
    /// <returns>Kilobytes.</returns>
    public int? PaysFrom(params IReadOnlyList<LifecycleTransition> moves)
    {
        var before = moves.SkipLast(1).ToList();
        var size = Enumerable.Range(1, MaxKilobytes)
            .FirstOrDefault(kilobytes => ComputeCost(kilobytes, moves) < ComputeCost(kilobytes, before));
        return size == 0 ? null : size;
    }

    private decimal ComputeCost(int kilobytes, IReadOnlyList<LifecycleTransition> moves)
    {
        var storage = moves.Index().Sum(move => Stay(
            ClassOf(move.Item), kilobytes, (moves.ElementAtOrDefault(move.Index + 1)?.Days ?? _days) - move.Item.Days));
        var moving = moves.Sum(move => ClassOf(move).Move / RequestsOfAPrice);
        return Standard(kilobytes, moves.Count == 0 ? _days : moves[0].Days)
            + storage
            + moving
            + (prices.Assumed(S3Assumptions.ReadingsAfterMove) * Reading(kilobytes, moves));
    }

    private decimal Standard(int kilobytes, int days) =>
        prices.Price(S3Cost.Storage).GetCost(Gigabytes(kilobytes)) * days / prices.DaysPerMonth;

    private decimal Stay(StorageClassPrice storageClass, int kilobytes, int days) =>
        storageClass.Storage
        * Gigabytes(Math.Max(kilobytes, storageClass.LeastKilobytes))
        * Math.Max(days, storageClass.LeastDays)
        / prices.DaysPerMonth;

    private decimal Reading(int kilobytes, IReadOnlyList<LifecycleTransition> moves) => moves.Count == 0
        ? prices.Price(S3Cost.Get).GetCost(1)
        : (ClassOf(moves[^1]).Read / RequestsOfAPrice) + (ClassOf(moves[^1]).Retrieval * Gigabytes(kilobytes));

    private StorageClassPrice ClassOf(LifecycleTransition move) =>
        prices.StorageClasses.Single(known => known.Name == move.StorageClass);

    private static decimal Gigabytes(int kilobytes) => kilobytes * BytesOfAKilobyte / DataSize.Gigabyte;
}

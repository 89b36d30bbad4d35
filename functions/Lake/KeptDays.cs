namespace Functions.Lake;

/// <summary>The retention of a part of the lake in days.</summary>
/// <param name="Days">The number; null for an unlimited time.</param>
public readonly record struct KeptDays(int? Days)
{
    /// <summary>The first day that is kept. S3 deletes an object of this day at the end of today, UTC.</summary>
    public DateOnly First(DateOnly today) => Days is { } days ? today.AddDays(-days) : DateOnly.MinValue;

    /// <summary>The first day of the last half.</summary>
    public DateOnly FirstOfLastHalf(DateOnly today) => Days is { } days ? today.AddDays(-days / 2) : DateOnly.MinValue;
}

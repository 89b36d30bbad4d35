namespace Twin.Aws.Billing;

/// <param name="number">The month's number, counted from 1: stored data grows, and queries read all of it.</param>
public sealed class BilledMonth(DailyRun run, int number)
{
    public DailyRun Run => run;
    public DeclaredStack Stack => run.Stack;
    public ImmutableArray<Usage> Usage => run.Usage;

    /// <summary>The month's days, counted from the first day of the first month.</summary>
    public ImmutableArray<int> Days { get; } =
        [.. Enumerable.Range(((number - 1) * run.Prices.DaysPerMonth) + 1, run.Prices.DaysPerMonth)];

    public decimal Assumed(string key) => run.Prices.Assumed(key);

    public BillLine Line(string price, decimal quantity) => run.Prices.Line(price, quantity);

    /// <summary>A quantity that is the same each day.</summary>
    public BillLine Daily(string price, decimal quantity) => Line(price, quantity * Days.Length);
}

/// <summary>One of the daily runs that a month is billed for: the use counted on this machine, and assumptions for
/// times that differ on AWS. No time is measured on this machine, so each run gives the same cost.</summary>
public sealed record DailyRun(DeclaredStack Stack, PriceList Prices, ImmutableArray<Usage> Usage)
{
    /// <summary>The seconds for which functions wait for services outside AWS, by the function's name.</summary>
    public ImmutableDictionary<string, decimal> Waits { get; init; } = ImmutableDictionary<string, decimal>.Empty;

    /// <summary>The crawls of a day on average, by the crawlers' schedules.</summary>
    public decimal Crawls { get; init; }

    /// <summary>The seconds that the run takes on AWS.</summary>
    public decimal Seconds { get; init; }
}

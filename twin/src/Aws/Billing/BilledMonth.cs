using System.Collections.Immutable;
using Twin.Aws.Metering;
using Twin.Declaration;

namespace Twin.Aws.Billing;

/// <summary>A month of daily runs.</summary>
/// <param name="run">The run of each day.</param>
/// <param name="number">The month's number, counted from 1: stored data grows, and queries read all of it.</param>
public sealed class BilledMonth(DailyRun run, int number)
{
    /// <summary>Each day's run.</summary>
    public DailyRun Run => run;

    /// <summary>The stack that runs.</summary>
    public DeclaredStack Stack => run.Stack;

    /// <summary>The use of each run.</summary>
    public ImmutableArray<Usage> Usage => run.Usage;

    /// <summary>The month's days, counted from the first day of the first month.</summary>
    public ImmutableArray<int> Days { get; } =
        [.. Enumerable.Range(((number - 1) * run.Prices.DaysPerMonth) + 1, run.Prices.DaysPerMonth)];

    /// <summary>The value of the assumption with a key.</summary>
    public decimal Assumed(string key) => run.Prices.Assumed(key);

    /// <summary>A quantity of the whole month.</summary>
    public BillLine Line(string price, decimal quantity) => run.Prices.Line(price, quantity);

    /// <summary>A quantity that is the same each day.</summary>
    public BillLine Daily(string price, decimal quantity) => Line(price, quantity * Days.Length);
}

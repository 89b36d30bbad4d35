namespace Twin.Aws.Billing;

/// <param name="Lines">The lines; several may have the same price.</param>
public sealed record Bill(ImmutableArray<BillLine> Lines)
{
    /// <summary>The cost in US dollars, without any free allowance.</summary>
    public decimal Total => Lines.Sum(line => line.Price.GetCost(line.Quantity));

    /// <summary>The cost in US dollars, less the free allowances: nothing else in the account uses them.</summary>
    public decimal TotalAboveAllowances => Lines
        .GroupBy(line => line.Price)
        .Sum(lines => lines.Key.GetCost(Math.Max(0, lines.Sum(line => line.Quantity) - lines.Key.Free)));

    /// <summary>The cost of one service in US dollars.</summary>
    public decimal GetCost(string service) =>
        Lines.Where(line => line.Price.Service == service).Sum(line => line.Price.GetCost(line.Quantity));

    /// <summary>The units of one price.</summary>
    public decimal Quantity(string priceKey) =>
        Lines.Where(line => line.Price.Key == priceKey).Sum(line => line.Quantity);
}

public sealed record BillLine(Price Price, decimal Quantity);

namespace Local.Aws.Billing;

/// <summary>A quantity of something that has a price.</summary>
public sealed record BillLine(Price Price, decimal Quantity);

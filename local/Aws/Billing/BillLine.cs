namespace Local.Aws.Billing;

/// <summary>A quantity of something that has a price.</summary>
internal sealed record BillLine(Price Price, decimal Quantity);

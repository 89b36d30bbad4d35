namespace Twin.Aws.Billing;

/// <summary>A billed quantity and its price.</summary>
public sealed record BillLine(Price Price, decimal Quantity);

namespace Twin.Aws.Billing;

/// <summary>A value that cannot be measured by a run on one machine.</summary>
/// <param name="Key">
/// The key, which is a constant in the folder of the service, for example in <c>GlueAssumptions</c>.
/// </param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Why">The subject, and the source.</param>
public sealed record Assumption(string Key, decimal Value, string Unit, string Why);

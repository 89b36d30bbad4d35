namespace Local.Aws.Billing;

/// <summary>A value that a run on one machine cannot know.</summary>
/// <param name="Key">The key, which the folder that it is about names, for example in <c>GlueAssumptions</c>.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Why">The subject, and the source.</param>
public sealed record Assumption(string Key, decimal Value, string Unit, string Why);

namespace Local.Cli.Costs;

/// <summary>What a run on one machine cannot know.</summary>
/// <param name="Key">One of <see cref="AssumptionKey"/>.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Why">What it is about, and where it is from.</param>
internal sealed record Assumption(string Key, decimal Value, string Unit, string Why);

using System.Collections.Immutable;

namespace Local.Cli.Costs;

/// <summary>What a type of resource costs.</summary>
internal sealed record ResourceCost
{
    /// <summary>The keys of the prices that it, or its use, is billed by; empty where it is free.</summary>
    public ImmutableArray<string> Prices { get; init; } = [];

    /// <summary>Why it is free; null where it is not.</summary>
    public string? Free { get; init; }
}

using System.Collections.Immutable;

namespace Twin.Declaration;

/// <summary>The billing of a kind of resource: the prices that apply, or the reason why it is free.</summary>
public sealed record ResourceBilling
{
    private ResourceBilling()
    {
    }

    /// <summary>The keys of the prices of the resource and its use; empty if it is free.</summary>
    public ImmutableArray<string> Prices { get; private init; } = [];

    public string? FreeReason { get; private init; }

    public static ResourceBilling By(string price, params ImmutableArray<string> others) =>
        new() { Prices = [price, .. others] };

    public static ResourceBilling Free(string reason) => new() { FreeReason = reason };
}

using System.Collections.Immutable;
using System.Text.Json;
using Local.Aws.Declaration;

namespace Local.Cli.Costs;

/// <summary>All prices, all assumptions, and what each type of resource is billed by: <c>prices.json</c>.</summary>
/// <param name="Currency">Of all prices.</param>
/// <param name="Region">The region that they are for.</param>
/// <param name="Date">When they were gathered.</param>
/// <param name="Prices">In the order of a bill.</param>
/// <param name="Assumptions">What a run on one machine cannot know.</param>
/// <param name="ResourceTypes">By the provider's type token.</param>
internal sealed record PriceList(
    string Currency,
    string Region,
    DateOnly Date,
    ImmutableArray<Price> Prices,
    ImmutableArray<Assumption> Assumptions,
    ImmutableSortedDictionary<string, ResourceCost> ResourceTypes)
{
    /// <summary>The file's name, from the repository's root.</summary>
    public const string FileName = "local/Cli/Costs/prices.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The one that this program was built with.</summary>
    public static PriceList Current { get; } = Read();

    /// <summary>The price with a key.</summary>
    public Price Price(string key) => Prices.Single(price => price.Key == key);

    /// <summary>The value of the assumption with a key.</summary>
    public decimal Assumed(string key) => Assumptions.Single(assumption => assumption.Key == key).Value;

    /// <summary>A line for each type of a stack's resources that the list does not have.</summary>
    public ImmutableArray<string> LackingFor(DeclaredStack stack) =>
    [
        .. stack.Resources
            .Select(resource => resource.Type)
            .Where(type => type.StartsWith("aws:", StringComparison.Ordinal) && !ResourceTypes.ContainsKey(type))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(type => $"{FileName} does not say what {type} costs. Add it to resourceTypes: with the prices that "
                + "it is billed by, or with the reason why it is free."),
    ];

    private static PriceList Read()
    {
        using var file = typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize<PriceList>(file, Json)!;
    }
}

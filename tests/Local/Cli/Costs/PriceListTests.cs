using Local.Aws.Declaration;
using Local.Cli.Costs;
using Tests.Infra;

namespace Tests.Local.Cli.Costs;

[Collection(PulumiDeployments.Name)]
public sealed class PriceListTests
{
    [Theory]
    [MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_declared_type_has_a_price_or_a_reason_to_be_free(string stack) =>
        Assert.Empty(PriceList.Current.LackingFor(await Stacks.Load(stack)));

    [Fact]
    public async Task A_type_that_is_not_in_the_list_is_named()
    {
        var stack = await Stacks.Load("dev");
        var extended = stack with
        {
            Resources = stack.Resources.Add(stack.Resources[0] with { Type = "aws:ec2/natGateway:NatGateway" }),
        };

        Assert.StartsWith(
            "local/Cli/Costs/prices.json does not say what aws:ec2/natGateway:NatGateway costs.",
            Assert.Single(PriceList.Current.LackingFor(extended)),
            StringComparison.Ordinal);
        Assert.Throws<RunFailedException>(() => new CostModel(extended, PriceList.Current));
    }

    [Fact]
    public void Every_price_is_positive_and_has_a_unit_a_source_and_a_date()
    {
        Assert.All(PriceList.Current.Prices, price =>
        {
            Assert.True(price.Usd > 0, price.Key);
            Assert.True(price.Per > 0, price.Key);
            Assert.True(price.Free >= 0, price.Key);
            Assert.NotEmpty(price.Unit);
            Assert.NotEmpty(price.Seen);
            Assert.Equal(Uri.UriSchemeHttps, new Uri(price.Source).Scheme);
        });
        Assert.InRange(PriceList.Current.Date, new DateOnly(2026, 1, 1), DateOnly.MaxValue);
        Assert.Equal("USD", PriceList.Current.Currency);
    }

    [Fact]
    public void Every_assumption_is_positive_and_has_a_unit_and_a_reason() =>
        Assert.All(PriceList.Current.Assumptions, assumption =>
        {
            Assert.True(assumption.Value > 0, assumption.Key);
            Assert.NotEmpty(assumption.Unit);
            Assert.NotEmpty(assumption.Why);
        });

    [Fact]
    public void The_code_and_the_list_know_the_same_prices_and_assumptions()
    {
        Assert.Equal(
            Constants(typeof(PriceKey)),
            PriceList.Current.Prices.Select(price => price.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            Constants(typeof(AssumptionKey)),
            PriceList.Current.Assumptions.Select(assumption => assumption.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_type_is_either_free_or_billed_by_prices_of_the_list()
    {
        var keys = PriceList.Current.Prices.Select(price => price.Key).ToHashSet();
        Assert.All(PriceList.Current.ResourceTypes, type =>
        {
            Assert.Equal(type.Value.Free is null, type.Value.Prices.Length > 0);
            Assert.Subset(keys, type.Value.Prices.ToHashSet());
        });
        Assert.Equal(keys, PriceList.Current.ResourceTypes.SelectMany(type => type.Value.Prices).ToHashSet());
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields()
        .Select(field => (string)field.GetRawConstantValue()!)
        .Order(StringComparer.Ordinal);
}

using System.Reflection;
using Twin.Aws;

namespace Twin.Tests.Cli.Costs;

public sealed class PriceFileTests
{
    [Fact]
    public void Every_price_is_positive_and_has_a_unit_a_source_and_a_date()
    {
        Assert.All(PriceFile.Current.Prices, price =>
        {
            Assert.True(price.Usd > 0, price.Key);
            Assert.True(price.Per > 0, price.Key);
            Assert.True(price.Free >= 0, price.Key);
            Assert.NotEmpty(price.Unit);
            Assert.NotEmpty(price.Seen);
            Assert.Equal(Uri.UriSchemeHttps, new Uri(price.Source).Scheme);
        });
        Assert.InRange(PriceFile.Current.Date, new DateOnly(2026, 1, 1), DateOnly.MaxValue);
        Assert.Equal("USD", PriceFile.Current.Currency);
    }

    [Fact]
    public void Every_assumption_is_positive_and_has_a_unit_and_a_reason() =>
        Assert.All(PriceFile.Current.Assumptions, assumption =>
        {
            Assert.True(assumption.Value > 0, assumption.Key);
            Assert.NotEmpty(assumption.Unit);
            Assert.NotEmpty(assumption.Why);
        });

    [Fact]
    public void Every_storage_class_is_cheaper_to_keep_and_dearer_to_read_than_Standard_and_has_a_source() =>
        Assert.All(PriceFile.Current.StorageClasses, storageClass =>
        {
            Assert.InRange(storageClass.Storage, 0.0001m, PriceFile.Current.Price(S3Cost.Storage).Usd);
            Assert.True(storageClass.Read > PriceFile.Current.Price(S3Cost.Get).Usd, storageClass.Name);
            Assert.True(storageClass.Retrieval > 0, storageClass.Name);
            Assert.True(storageClass.Move > 0, storageClass.Name);
            Assert.True(storageClass.LeastKilobytes > 0, storageClass.Name);
            Assert.True(storageClass.LeastDays > 0, storageClass.Name);
            Assert.NotEmpty(storageClass.Seen);
            Assert.Equal(Uri.UriSchemeHttps, new Uri(storageClass.Source).Scheme);
        });

    [Fact]
    public void The_code_and_the_list_know_the_same_prices_and_assumptions()
    {
        Assert.Equal(
            Constants("Cost", typeof(AwsModules).Assembly),
            PriceFile.Current.Prices.Select(price => price.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            Constants("Assumptions", typeof(AwsModules).Assembly, typeof(PriceFile).Assembly),
            PriceFile.Current.Assumptions.Select(assumption => assumption.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_kind_is_either_free_or_billed_by_prices_of_the_list()
    {
        var keys = PriceFile.Current.Prices.Select(price => price.Key).ToHashSet();
        var kinds = AwsModules.All.SelectMany(module => module.Kinds).ToList();
        Assert.All(kinds, kind =>
        {
            Assert.Equal(kind.Billing.FreeReason is null, kind.Billing.Prices.Length > 0);
            Assert.Subset(keys, kind.Billing.Prices.ToHashSet());
        });
        Assert.Equal(keys, kinds.SelectMany(kind => kind.Billing.Prices).ToHashSet());
    }

    // The keys that the services' classes with this ending name.
    private static IEnumerable<string> Constants(string ending, params Assembly[] assemblies) => assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Name.EndsWith(ending, StringComparison.Ordinal))
        .SelectMany(type => type.GetFields())
        .Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!)
        .Order(StringComparer.Ordinal);
}

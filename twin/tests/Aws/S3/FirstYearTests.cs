using Twin.Aws.Billing;

namespace Twin.Tests.Aws.S3;

public sealed class FirstYearTests
{
    private const string Raw = "spotify-dev-raw";

    private static readonly LifecycleTransition ToInfrequentAccess = new(30, "STANDARD_IA");
    private static readonly LifecycleTransition ToInstantRetrieval = new(120, "GLACIER_IR");

    [Fact]
    public async Task The_declared_minimum_is_the_size_from_which_the_move_pays_at_present_prices()
    {
        var rules = (await DeclaredAsync()).Rules.Where(rule => !rule.Transitions.IsEmpty).ToList();

        Assert.Equal(Zones.Raw, rules.Select(rule => rule.Prefix));
        Assert.All(rules, rule => Assert.Equal(
            new FirstYear(PriceFile.Current).PaysFrom([.. rule.Transitions]) * 1024L, rule.LargerThan));
    }

    [Fact]
    public void A_move_pays_once_it_saves_more_than_it_and_one_reading_cost()
    {
        // 11 months at 0.01 USD less for each of 1,048,576 KB save 1.049e-7 USD a KB. The move costs 1e-5 USD and the
        // reading nothing, so 96 KB are enough: more than the 64 KB that are billed at least.
        var prices = PriceFile.Current with
        {
            Prices = [.. PriceFile.Current.Prices.Select(price =>
                price.Key == S3Cost.Storage ? price with { Usd = 0.02m } : price)],
            StorageClasses = [new("STANDARD_IA", 0.01m, 0.01m, 0.00043m, 0, 64, 30, "", "")],
        };
        int? With(Func<StorageClassPrice, StorageClassPrice> change) =>
            new FirstYear(prices with { StorageClasses = [change(prices.StorageClasses[0])] })
                .PaysFrom(ToInfrequentAccess);

        Assert.Equal(96, With(same => same));
        Assert.Equal(191, With(dearer => dearer with { Move = 0.02m }));
        Assert.Equal(105, With(dearer => dearer with { Retrieval = 0.01m }));
        Assert.Equal(115, With(dearer => dearer with { Read = 0.00243m }));
        Assert.Null(With(dearer => dearer with { Storage = 0.02m }));
    }

    [Fact]
    public void A_second_move_has_to_pay_on_top_of_the_first()
    {
        var year = new FirstYear(PriceFile.Current);

        Assert.True(
            year.PaysFrom(ToInfrequentAccess, ToInstantRetrieval) > year.PaysFrom(ToInstantRetrieval));
    }

    [Theory]
    [InlineData("raw/page", 0, "STANDARD")]
    [InlineData("raw/page", 1, "STANDARD_IA")]
    [InlineData("state/page", 1, "STANDARD")]
    public async Task The_twin_moves_the_declared_sizes_below_the_declared_prefix(
        string key, int bytesAboveMinimum, string storageClass)
    {
        var lifecycle = await DeclaredAsync();
        var minimum = lifecycle.Rules.Select(rule => rule.LargerThan).Max()!.Value;
        await using var s3 = await LocalS3.StartAsync(new BucketSettings { Lifecycle = lifecycle });
        await s3.PutAsync(key, new byte[minimum + bytesAboveMinimum]);
        var written = s3.Raw.Find(key)!.LastModified;

        s3.Store.ApplyLifecycle(written.AddDays(200));

        Assert.Equal(storageClass, s3.Raw.Find(key)?.StorageClass);
    }

    private static async Task<LifecycleConfiguration> DeclaredAsync() => LifecycleDeclaration.Read(
        Assert.Single(
            (await Stacks.Load("dev")).OfType(S3Resources.BucketLifecycle),
            lifecycle => lifecycle.Text("bucket") == Raw));
}

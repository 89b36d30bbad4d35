using Twin.Aws.Billing;

namespace Twin.Tests.Aws.Billing;

public sealed class BillTests
{
    [Fact]
    public void Free_allowances_apply_to_the_whole_month_and_all_lines_together()
    {
        var price = PriceFile.Current.Price(CloudWatchCost.Alarms);
        Assert.Equal(0.2m, new Bill([new BillLine(price, 8), new BillLine(price, 4)]).TotalAboveAllowances);
        Assert.Equal(1.2m, new Bill([new BillLine(price, 8), new BillLine(price, 4)]).Total);
        Assert.Equal(0, new Bill([new BillLine(price, 10)]).TotalAboveAllowances);
    }
}

using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Cli.Costs;

public sealed class CostModelTests
{
    [Fact]
    public async Task An_idle_month_costs_the_alarms_the_dashboards_and_the_key()
    {
        var (dev, prod) = (await Stacks.Load("dev"), await Stacks.Load("prod"));
        var idle = new CostModel(prod, PriceFile.Current).Idle;

        Assert.Equal(prod.OfType(CloudWatchResources.MetricAlarm).Count(), idle.Quantity(CloudWatchCost.Alarms));
        Assert.Equal(1, idle.Quantity(CloudWatchCost.Dashboards));
        Assert.Equal(1, idle.Quantity(KmsCost.Keys));
        Assert.Equal(0, new CostModel(dev, PriceFile.Current).Idle.Quantity(KmsCost.Keys));
        Assert.Equal(0.10m * idle.Quantity(CloudWatchCost.Alarms), idle.GetCost("CloudWatch: alarms"));
        Assert.Equal(3, idle.GetCost("CloudWatch: dashboards"));
        Assert.Equal(1, idle.GetCost("KMS"));
    }

    [Fact]
    public async Task A_dashboard_of_more_than_fifty_metrics_is_not_free()
    {
        var stack = await Stacks.Load("dev");
        var lines = string.Join(',', Enumerable.Range(0, 51).Select(number => $"[\"N\",\"m{number}\"]"));
        var large = stack.With(CloudWatchResources.Dashboard, "spotify-dev", dashboard => dashboard.Set(
            "dashboardBody", $$$"""{"widgets":[{"properties":{"metrics":[{{{lines}}}]}}]}"""));

        Assert.Equal(3, AboveAllowances(large) - AboveAllowances(stack));

        static decimal AboveAllowances(DeclaredStack stack) =>
            new CostModel(stack, PriceFile.Current).Idle.TotalAboveAllowances;
    }

    [Fact]
    public async Task Without_runs_and_crawls_a_month_costs_what_an_idle_one_does()
    {
        var stack = await Stacks.Load("prod");
        var model = new CostModel(stack, PriceFile.Current);

        Assert.Equal(model.Idle.Total, model.Month(BilledRuns.Create(stack) with { Crawls = 0 }, 1).Total);
    }

    [Fact]
    public async Task Every_price_has_a_line_on_the_bill_of_a_month()
    {
        var stack = (await Stacks.Load("dev")).With(
            LambdaResources.Function, BilledRuns.Extract, function => function.Set("architectures/0", "x86_64"));

        Assert.Equal(
            PriceFile.Current.Prices.ToHashSet(),
            BilledRuns.Create(stack).Month().Lines.Select(line => line.Price).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_declared_type_has_a_price_or_a_reason_to_be_free(string stack) =>
        Assert.Empty(CostModel.LackingFor(await Stacks.Load(stack)));

    [Fact]
    public async Task A_type_of_no_known_service_is_named()
    {
        var stack = await Stacks.Load("dev");
        var extended = stack with
        {
            Resources = stack.Resources.Add(stack.Resources[0] with { Type = "aws:ec2/natGateway:NatGateway" }),
        };

        Assert.Equal(
            "twin/src/Aws does not say what aws:ec2/natGateway:NatGateway costs. Add it to the kinds of its service: with "
            + "the prices that it is billed by, or with the reason why it is free.",
            Assert.Single(CostModel.LackingFor(extended)));
        Assert.Throws<RunFailedException>(() => new CostModel(extended, PriceFile.Current));
    }
}

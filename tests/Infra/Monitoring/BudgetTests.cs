using Infra.Settings;

namespace Tests.Infra.Monitoring;

public sealed class BudgetTests
{
    private static readonly (string, string)[] Told =
        [(KnownSettings.AlarmEmails.Key, "one@example.com, two@example.com"), (KnownSettings.MonthlyBudget.Key, "25")];

    [Fact]
    public async Task There_is_a_budget_only_with_an_e_mail_address()
    {
        Assert.Empty((await MonitoredStacks.With((KnownSettings.AlarmEmails.Key, ""))).OfType(ResourceTypes.Budget));
        Assert.Single((await MonitoredStacks.With(Told)).OfType(ResourceTypes.Budget));
    }

    [Fact]
    public async Task It_is_the_configured_sum_a_month()
    {
        var budget = Assert.Single((await MonitoredStacks.With(Told)).OfType(ResourceTypes.Budget));

        Assert.Equal("COST", budget.Text("budgetType"));
        Assert.Equal("MONTHLY", budget.Text("timeUnit"));
        Assert.Equal("25", budget.Text("limitAmount"));
        Assert.Equal("USD", budget.Text("limitUnit"));
    }

    [Fact]
    public async Task It_counts_the_resources_with_the_stacks_tag()
    {
        var stack = await MonitoredStacks.With(Told);

        var filter = Assert.Single(Assert.Single(stack.OfType(ResourceTypes.Budget)).Parts("costFilters"));

        Assert.Equal("TagKeyValue", filter.Text("name"));
        Assert.All(
            stack.OfType(ResourceTypes.Function),
            function => Assert.Equal([$"user:stack${function.Text("tags.stack")}"], filter.Texts("values")));
    }

    [Fact]
    public async Task It_can_count_all_costs_of_the_account()
    {
        var stack = await MonitoredStacks.With([.. Told, (KnownSettings.BudgetScope.Key, "account")]);

        Assert.Empty(Assert.Single(stack.OfType(ResourceTypes.Budget)).Parts("costFilters"));
    }

    [Fact]
    public async Task All_addresses_are_notified_near_the_limit_and_of_a_forecast_above_it()
    {
        var notices = Assert.Single((await MonitoredStacks.With(Told)).OfType(ResourceTypes.Budget))
            .Parts("notifications");

        Assert.Equal(
            [("ACTUAL", 80), ("FORECASTED", 100)],
            notices.Select(notice => (notice.Text("notificationType"), notice.Number("threshold")!.Value)));
        Assert.All(notices, notice =>
        {
            Assert.Equal("GREATER_THAN", notice.Text("comparisonOperator"));
            Assert.Equal("PERCENTAGE", notice.Text("thresholdType"));
            Assert.Equal(["one@example.com", "two@example.com"], notice.Texts("subscriberEmailAddresses"));
        });
    }
}

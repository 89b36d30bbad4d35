using Twin.Tests.Aws.Billing;

namespace Twin.Tests.Aws.StepFunctions;

public sealed class StepFunctionsCostTests
{
    [Fact]
    public async Task Each_state_that_is_entered_is_billed_above_the_monthly_allowance()
    {
        var run = await BilledRuns.OfDev(
            new Usage(StepFunctionsUsage.Service, StepFunctionsUsage.Transition, "spotify-dev-publish", "", 52));

        var bill = run.Month();

        Assert.Equal(30 * 52, bill.Quantity(StepFunctionsCost.Transitions));
        Assert.Equal(4000, run.Prices.Price(StepFunctionsCost.Transitions).Free);
    }

    [Fact]
    public async Task Each_traced_execution_is_a_trace()
    {
        var run = await BilledRuns.OfDev(
            new Usage(StepFunctionsUsage.Service, StepFunctionsUsage.Execution, "spotify-dev-publish", "", 2));

        Assert.Equal(60, run.Month().Quantity(CloudWatchCost.Traces));
    }
}

using Pulumi.Aws.Budgets;
using Pulumi.Aws.Budgets.Inputs;

namespace Infra.Monitoring;

/// <summary>The monthly budget, which sends e-mails when the costs of the stack, or of the account, are above
/// it.</summary>
/// <remarks>AWS Budgets sees the stack's tag only after a person has activated it as a cost allocation tag: in an
/// organization, one of the management account. Costs without a tag stay invisible: custom metrics cannot have one,
/// and the AWS provider gives none to a dashboard.</remarks>
internal static class MonthlyBudget
{
    private const double ActualPercentage = 80;
    private const double ForecastPercentage = 100;

    /// <summary>Declares the budget; null where no address is configured.</summary>
    public static Budget? Declare(string name, StackSettings settings, Resource parent) =>
        settings.AlarmEmails.IsEmpty ? null : new Budget(
            $"{name}-monthly",
            new BudgetArgs
            {
                Name = $"{name}-monthly",
                BudgetType = "COST",
                TimeUnit = "MONTHLY",
                LimitAmount = settings.MonthlyBudget.ToString(CultureInfo.InvariantCulture),
                LimitUnit = "USD",
                CostFilters = Filters(name, settings.BudgetScope),
                Notifications =
                {
                    Notice("ACTUAL", ActualPercentage, settings),
                    Notice("FORECASTED", ForecastPercentage, settings),
                },
            },
            new CustomResourceOptions { Parent = parent });

    private static InputList<BudgetCostFilterArgs> Filters(string name, BudgetScope scope) => scope == BudgetScope.Stack
        ? [new BudgetCostFilterArgs { Name = "TagKeyValue", Values = { Tagged(name) } }]
        : [];

    // "user:" marks a tag that AWS did not make; a dollar sign separates its key from its value.
    private static string Tagged(string name) => $"user:{Tags.Stack}${name}";

    private static BudgetNotificationArgs Notice(string type, double percentage, StackSettings settings) => new()
    {
        NotificationType = type,
        ComparisonOperator = "GREATER_THAN",
        Threshold = percentage,
        ThresholdType = "PERCENTAGE",
        SubscriberEmailAddresses = [.. settings.AlarmEmails],
    };
}

using System.Globalization;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Budgets;
using Pulumi.Aws.Budgets.Inputs;

namespace Infra.Monitoring;

/// <summary>
/// The stack's monthly budget, which sends e-mails when the costs are above it. AWS Budgets sees the stack's tag only
/// after a person has activated it as a cost allocation tag of the account.
/// </summary>
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
                CostFilters =
                {
                    new BudgetCostFilterArgs { Name = "TagKeyValue", Values = { Tagged(name) } },
                },
                Notifications =
                {
                    Notice("ACTUAL", ActualPercentage, settings),
                    Notice("FORECASTED", ForecastPercentage, settings),
                },
            },
            new CustomResourceOptions { Parent = parent });

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

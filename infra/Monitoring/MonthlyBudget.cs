using System.Globalization;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Budgets;
using Pulumi.Aws.Budgets.Inputs;

namespace Infra.Monitoring;

/// <summary>
/// What the stack may cost a month, and the e-mails when it costs more. AWS Budgets sees the tag of the stack only
/// after somebody has activated it as a cost allocation tag of the account.
/// </summary>
internal static class MonthlyBudget
{
    private const double ActualPercentage = 80;
    private const double ForecastPercentage = 100;

    /// <summary>Declares the budget; null where there is nobody to tell.</summary>
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

    // "user:" marks a tag that AWS did not make; a dollar sign parts its key and its value.
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

using System.Collections.Immutable;
using Local.Aws.Declaration;

namespace Local.Aws.Budgets;

/// <summary>The kinds of AWS Budgets' resources.</summary>
internal static class BudgetsResources
{
    public static readonly ResourceKind Budget = new("aws:budgets/budget:Budget")
    {
        Billing = ResourceBilling.Free("budgets without actions are free"),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.GlobalArn("budgets", $"budget/{inputs.Name}")),
            ("accountId", inputs.AccountId),
        ],
        Id = budget => $"{budget.Text("accountId")}:{budget.PhysicalName}",
        Facts = (_, budget) => [$"{budget.OptionalText("limitAmount")} {budget.OptionalText("limitUnit")}"],
    };

    public static ImmutableArray<ResourceKind> All => [Budget];
}

namespace Twin.Aws.Budgets;

internal static class BudgetsResources
{
    private const string NoBill = "a budget watches the account's bill, and nothing on one machine costs anything";

    public static readonly ResourceKind Budget = new(ResourceTypes.Budget)
    {
        Billing = ResourceBilling.Free("budgets without actions are free"),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("arn", inputs.GlobalArn("budgets", $"budget/{inputs.Name}")),
            ("accountId", inputs.AccountId),
        ],
        Ignored = new Dictionary<string, string>
        {
            ["budgetType"] = NoBill,
            ["limitAmount"] = NoBill,
            ["limitUnit"] = NoBill,
            ["timeUnit"] = NoBill,
            ["costFilters"] = NoBill,
            ["notifications"] = NoBill,
        },
        Id = budget => $"{budget.Text("accountId")}:{budget.PhysicalName}",
        Facts = (_, budget) =>
        [
            $"{budget.OptionalText("limitAmount")} {budget.OptionalText("limitUnit")} "
                + (budget.Parts("costFilters").Length > 0 ? "for the stack's tag" : "for the account"),
        ],
    };

    public static ImmutableArray<ResourceKind> All => [Budget];
}

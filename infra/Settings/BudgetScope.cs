namespace Infra.Settings;

/// <summary>The costs that the monthly budget counts.</summary>
public enum BudgetScope
{
    /// <summary>The costs with the stack's tag.</summary>
    Stack,

    /// <summary>All costs of the account.</summary>
    Account,
}

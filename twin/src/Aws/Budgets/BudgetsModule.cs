namespace Twin.Aws.Budgets;

/// <summary>AWS Budgets: notices about the account's bill.</summary>
internal sealed class BudgetsModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => BudgetsResources.All;

    public override void Register(IServiceCollection services) => services.AddRunning<BudgetsService>();
}

namespace Twin.Aws.StepFunctions;

/// <summary>Step Functions: standard state machines and their executions.</summary>
internal sealed class StepFunctionsModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => StepFunctionsResources.All;
    public override ImmutableArray<Assumption> Undocumented => UndocumentedStepFunctions.All;
    public override ServiceMetrics Metrics => StepFunctionsMetrics.Published;

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => StepFunctionsCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<StepFunctionsService>();
}

namespace Twin.Aws.Athena;

/// <summary>Athena: work groups and named queries.</summary>
internal sealed class AthenaModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => AthenaResources.All;

    public override ImmutableArray<Assumption> Undocumented =>
        [UndocumentedAthena.UpkeepPermissions, UndocumentedAthena.OptimizeCondition];

    public override ServiceMetrics Metrics { get; } = new(
        "AWS/Athena",
        ["QueryState", "QueryType", "WorkGroup"],
        [],
        [
            "ProcessedBytes", "EngineExecutionTime", "QueryPlanningTime", "QueryQueueTime", "ServiceProcessingTime",
            "TotalExecutionTime",
        ]);

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => AthenaGraph.Edges(stack);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => AthenaCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<AthenaService>();
}

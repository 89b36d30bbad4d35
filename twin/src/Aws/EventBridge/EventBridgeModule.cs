namespace Twin.Aws.EventBridge;

/// <summary>EventBridge: the default event bus, its rules and their targets.</summary>
internal sealed class EventBridgeModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => EventBridgeResources.All;
    public override ServiceMetrics Metrics => EventBridgeMetrics.Published;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => EventBridgeGraph.Edges(stack);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => EventBridgeCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<EventBridgeService>();
}

namespace Twin.Aws.CloudWatch;

/// <summary>CloudWatch: metrics, alarms, dashboards and log groups.</summary>
internal sealed class CloudWatchModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => CloudWatchResources.All;
    public override ImmutableArray<Assumption> Undocumented => UndocumentedCloudWatch.All;

    public override ServiceMetrics Metrics { get; } = new(
        "AWS/Logs",
        ["LogGroupName"],
        [],
        ["IncomingBytes", "IncomingLogEvents", "EMFParsingErrors", "EMFValidationErrors"]);

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => CloudWatchGraph.Edges(stack);

    public override IEnumerable<BillLine> IdleCost(DeclaredStack stack, PriceList prices) =>
        CloudWatchCost.OfIdle(stack, prices);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => CloudWatchCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<CloudWatchService>();
}

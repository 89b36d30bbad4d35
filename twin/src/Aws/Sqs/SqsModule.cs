namespace Twin.Aws.Sqs;

/// <summary>SQS: queues and their policies.</summary>
internal sealed class SqsModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => SqsResources.All;
    public override ServiceMetrics Metrics => SqsMetrics.Published;

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => SqsCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<SqsService>();
}

namespace Twin.Aws.Sns;

/// <summary>SNS: topics, their policies and their subscriptions.</summary>
internal sealed class SnsModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => SnsResources.All;

    public override ServiceMetrics Metrics { get; } = new(
        "AWS/SNS",
        ["TopicName"],
        [],
        ["NumberOfMessagesPublished", "NumberOfNotificationsDelivered", "NumberOfNotificationsFailed"]);

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => SnsGraph.Edges(stack);

    public override IEnumerable<BillLine> IdleCost(DeclaredStack stack, PriceList prices) =>
        SnsCost.OfIdle(stack, prices);

    public override void Register(IServiceCollection services) => services.AddRunning<SnsService>();
}

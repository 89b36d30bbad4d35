namespace Twin.Aws.S3;

/// <summary>S3: buckets, their configurations and their objects.</summary>
internal sealed class S3Module : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => S3Resources.All;

    public override ServiceMetrics Metrics { get; } = new(
        "AWS/S3", ["BucketName", "StorageType"], [], ["BucketSizeBytes", "NumberOfObjects"]);

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => S3Graph.Edges(stack);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => S3Cost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<S3Service>();
}

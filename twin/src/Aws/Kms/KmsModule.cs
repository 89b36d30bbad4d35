namespace Twin.Aws.Kms;

/// <summary>KMS: the stack's own keys and their policies.</summary>
internal sealed class KmsModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => KmsResources.All;

    public override IEnumerable<BillLine> IdleCost(DeclaredStack stack, PriceList prices) =>
        KmsCost.OfIdle(stack, prices);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => KmsCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<KmsService>();
}

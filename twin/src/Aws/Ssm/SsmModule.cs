namespace Twin.Aws.Ssm;

/// <summary>Systems Manager: Parameter Store.</summary>
internal sealed class SsmModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => SsmResources.All;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => SsmGraph.Edges(stack);

    public override void Register(IServiceCollection services) => services.AddRunning<SsmService>();
}

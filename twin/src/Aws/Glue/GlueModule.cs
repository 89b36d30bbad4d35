namespace Twin.Aws.Glue;

/// <summary>Glue: the Data Catalog, crawlers and jobs.</summary>
internal sealed class GlueModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => GlueResources.All;
    public override ImmutableArray<Assumption> Undocumented => UndocumentedGlue.All;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => GlueGraph.Edges(stack);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) =>
        [.. GlueCost.OfRuns(month), .. GlueCost.OfJobs(month)];

    public override void Register(IServiceCollection services) =>
        services.AddSingleton<JobRunner>().AddRunning<GlueService>();
}

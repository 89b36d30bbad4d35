using System.Collections.Immutable;
using Local.Aws.Billing;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Local.Aws.Glue;

/// <summary>Glue: the Data Catalog, crawlers, and the workflows that start them.</summary>
internal sealed class GlueModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => GlueResources.All;

    public override ImmutableArray<UndocumentedBehavior> Undocumented => UndocumentedGlue.All;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => GlueGraph.Edges(stack);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => GlueCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<GlueService>();
}

using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Twin.Aws.Lambda;

/// <summary>Lambda: functions, permissions to invoke them, and destinations of failed events.</summary>
internal sealed class LambdaModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => LambdaResources.All;
    public override ImmutableArray<Assumption> Undocumented => UndocumentedLambda.All;
    public override ServiceMetrics Metrics => LambdaMetrics.Published;

    public override IEnumerable<Edge> Edges(DeclaredStack stack) => LambdaGraph.Edges(stack);

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => LambdaCost.OfRuns(month);

    public override void Register(IServiceCollection services)
    {
        services.TryAddSingleton(IFunctionRuntime.Processes);
        services.AddRunning<LambdaService>();
    }
}

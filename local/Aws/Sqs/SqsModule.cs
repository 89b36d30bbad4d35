using System.Collections.Immutable;
using Local.Aws.Billing;
using Local.Aws.Declaration;
using Local.Aws.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Local.Aws.Sqs;

/// <summary>SQS: queues and their policies.</summary>
internal sealed class SqsModule : AwsModule
{
    public override ImmutableArray<ResourceKind> Kinds => SqsResources.All;

    public override ServiceMetrics Metrics => SqsMetrics.Published;

    public override IEnumerable<BillLine> RunCost(BilledMonth month) => SqsCost.OfRuns(month);

    public override void Register(IServiceCollection services) => services.AddRunning<SqsService>();
}

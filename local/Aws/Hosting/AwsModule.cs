using System.Collections.Immutable;
using Local.Aws.Billing;
using Local.Aws.Declaration;
using Microsoft.Extensions.DependencyInjection;

namespace Local.Aws.Hosting;

/// <summary>One service of AWS as the twin has it: everything about it, as its folder holds it.</summary>
public abstract class AwsModule
{
    /// <summary>The kinds of resources that a stack can declare of the service.</summary>
    public abstract ImmutableArray<ResourceKind> Kinds { get; }

    /// <summary>The metrics that the service writes to CloudWatch; null where no alarm has use for them.</summary>
    public virtual ServiceMetrics? Metrics => null;

    /// <summary>Draws what flows from and to the service's resources.</summary>
    public virtual IEnumerable<Edge> Edges(DeclaredStack stack) => [];

    /// <summary>Gets the lines of a month's bill for what the stack declares, without runs.</summary>
    public virtual IEnumerable<BillLine> IdleCost(DeclaredStack stack, PriceList prices) => [];

    /// <summary>Gets the lines that daily runs add.</summary>
    public virtual IEnumerable<BillLine> RunCost(BilledMonth month) => [];

    /// <summary>Adds what runs: singletons, which get each other as constructor arguments.</summary>
    public virtual void Register(IServiceCollection services)
    {
    }
}

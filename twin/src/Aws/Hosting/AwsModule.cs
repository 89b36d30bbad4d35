namespace Twin.Aws.Hosting;

/// <summary>One service of AWS in the twin. The folder of the service has all its code.</summary>
public abstract class AwsModule
{
    public abstract ImmutableArray<ResourceKind> Kinds { get; }

    /// <summary>The metrics that the service writes to CloudWatch; null if it has none that alarms use.</summary>
    public virtual ServiceMetrics? Metrics => null;

    public virtual ImmutableArray<Assumption> Undocumented => [];

    public virtual IEnumerable<Edge> Edges(DeclaredStack stack) => [];

    /// <summary>Gets the lines of a month's bill for the declared resources, without runs.</summary>
    public virtual IEnumerable<BillLine> IdleCost(DeclaredStack stack, PriceList prices) => [];

    public virtual IEnumerable<BillLine> RunCost(BilledMonth month) => [];

    /// <summary>Registers the service's types as singletons, which get each other as constructor arguments.</summary>
    public virtual void Register(IServiceCollection services)
    {
    }
}

/// <summary>The metrics that a service of AWS writes itself, from "CloudWatch metrics" in its documentation.</summary>
/// <param name="Namespace">For example <c>AWS/SQS</c>.</param>
/// <param name="Dimensions">The dimensions of each of them, in the order of their names.</param>
public sealed record ServiceMetrics(
    string Namespace,
    ImmutableArray<string> Dimensions,
    ImmutableArray<string> Measured,
    ImmutableArray<string> Others);

using Functions.Metrics;

namespace Infra.Monitoring.Metrics;

/// <summary>The metrics that the functions of one stack write: see <see cref="LakeMetrics"/>.</summary>
/// <param name="stack">The stack's name in its resources.</param>
internal sealed class LakeMetric(string stack)
{
    private readonly Dimension _stack = new(LakeMetrics.StackDimension, Output.Create(stack));

    public Metric Create(string name) => new(LakeMetrics.Namespace, name, [_stack]);
}

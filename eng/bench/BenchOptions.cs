namespace Bench;

/// <param name="Quick">
/// True for small sizes, each measured once: enough to show that the benchmarks work, and no more.
/// </param>
internal sealed record BenchOptions(bool Quick)
{
    /// <summary>Called with a line of text before each measurement.</summary>
    public Action<string> OnStep { get; init; } = _ => { };
}

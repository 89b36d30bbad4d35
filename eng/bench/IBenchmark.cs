namespace Bench;

/// <summary>A benchmark, which is one section of the report.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Title { get; }

    /// <returns>The section as Markdown, without its heading.</returns>
    Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken);
}

/// <param name="Quick">True for small sizes, each measured once: enough to show that the benchmarks work, and no
/// more.</param>
internal sealed record BenchOptions(bool Quick)
{
    /// <summary>Called with a line of text before each measurement.</summary>
    public Action<string> OnStep { get; init; } = _ => { };
}

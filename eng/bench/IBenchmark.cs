namespace Bench;

/// <summary>A benchmark, which is one section of the report.</summary>
internal interface IBenchmark
{
    /// <summary>The benchmark's name on the command line.</summary>
    string Name { get; }

    string Title { get; }

    /// <returns>The section as Markdown, without its heading.</returns>
    Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken);
}

namespace Bench;

/// <summary>A benchmark, which is one section of the report.</summary>
internal interface IBenchmark
{
    /// <summary>The benchmark's name on the command line.</summary>
    string Name { get; }

    /// <summary>The section's heading.</summary>
    string Title { get; }

    /// <summary>Runs the measurements.</summary>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels them.</param>
    /// <returns>The section as Markdown, without its heading.</returns>
    /// <exception cref="Local.RunFailedException">The measured program fails, so there is no result.</exception>
    Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken);
}

namespace Bench;

/// <summary>Something that is measured, and told as a section of the report.</summary>
internal interface IBenchmark
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>The section's heading.</summary>
    string Title { get; }

    /// <summary>Measures.</summary>
    /// <param name="options">How much.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The section as Markdown, without its heading.</returns>
    /// <exception cref="Local.RunFailedException">What is measured fails: there is nothing to tell.</exception>
    Task<string> RunAsync(BenchOptions options, CancellationToken cancellationToken);
}

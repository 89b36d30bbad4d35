namespace Bench;

/// <summary>How much is measured.</summary>
/// <param name="Quick">Small sizes, each once: shows that the bench works, and proves nothing else.</param>
internal sealed record BenchOptions(bool Quick)
{
    /// <summary>Hears what is measured next.</summary>
    public Action<string> OnStep { get; init; } = _ => { };
}

namespace Twin.Aws.Hosting;

/// <summary>The calls that the twin does not implement, and its internal errors: each makes a run fail.</summary>
public sealed class TwinProblems
{
    private readonly ConcurrentDictionary<string, bool> _problems = [];

    /// <summary>The problems so far, a sentence each, in the order of their text.</summary>
    public IEnumerable<string> All => _problems.Keys.Order(StringComparer.Ordinal);

    /// <summary>Adds a sentence; the same one counts once.</summary>
    public void Add(string problem) => _problems.TryAdd(problem, true);

    public void AddNotImplemented(string call) => Add($"The twin does not implement this call: {call}");
}

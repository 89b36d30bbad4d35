namespace Twin.Aws.Hosting;

/// <summary>An entry of <c>docs/assumptions.md</c>, on which the stack relies. A run can play the opposite.</summary>
/// <param name="Otherwise">The opposite, as a run plays it: a sentence without its full stop.</param>
public sealed record Assumption(string Id, string Otherwise);

public sealed class AssumedOtherwise(params IEnumerable<Assumption> behaviors)
{
    private readonly ImmutableHashSet<Assumption> _behaviors = [.. behaviors];

    /// <summary>The set of an ordinary run: none.</summary>
    public static AssumedOtherwise Nothing { get; } = new();

    public bool Has(Assumption behavior) => _behaviors.Contains(behavior);
}

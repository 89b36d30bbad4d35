using System.Collections.Immutable;

namespace Twin.Aws.Hosting;

/// <summary>The undocumented behaviours of which a run plays the opposite.</summary>
public sealed class AssumedOtherwise(params IEnumerable<UndocumentedBehavior> behaviors)
{
    private readonly ImmutableHashSet<UndocumentedBehavior> _behaviors = [.. behaviors];

    /// <summary>The set of an ordinary run: none.</summary>
    public static AssumedOtherwise Nothing { get; } = new();

    /// <summary>Determines whether the run plays the opposite of a behaviour.</summary>
    public bool Has(UndocumentedBehavior behavior) => _behaviors.Contains(behavior);
}

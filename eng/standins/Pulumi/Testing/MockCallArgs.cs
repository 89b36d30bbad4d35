using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>What a provider's function is called with.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    public ImmutableDictionary<string, object> Args { get; set; } = null!;
}

namespace Pulumi.Testing;

/// <summary>The arguments of a call of a provider's function.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    public ImmutableDictionary<string, object> Args { get; set; } = null!;
}

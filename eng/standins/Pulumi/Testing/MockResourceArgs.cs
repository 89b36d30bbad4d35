namespace Pulumi.Testing;

/// <summary>The arguments for a new resource of a provider.</summary>
public class MockResourceArgs
{
    /// <summary>The type token, "aws:s3/bucket:Bucket" for example.</summary>
    public string? Type { get; set; }

    public string? Name { get; set; }

    /// <summary>The known inputs by wire name, resolved: texts, doubles, booleans, archives,
    /// ImmutableArray&lt;object&gt; and ImmutableDictionary&lt;string, object&gt;. Secrets are plain values here, and
    /// an input with any unknown part is absent.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;
}

namespace Pulumi.Testing;

/// <summary>The root of resources that a test declares in a function.</summary>
internal sealed class TestStack : Stack
{
    public TestStack(Func<Task<IDictionary<string, object?>>> createResources)
        => Results = createResources().GetAwaiter().GetResult();

    public IDictionary<string, object?> Results { get; }
}

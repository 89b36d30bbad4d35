namespace Pulumi.Testing;

/// <summary>The root of resources that a test declares in a function.</summary>
internal sealed class TestStack : Stack
{
    public TestStack(Action createResources) => createResources();
}

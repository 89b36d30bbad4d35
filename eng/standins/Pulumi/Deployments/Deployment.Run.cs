namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Fails as the real package does without an engine; <c>eng/standins/NoDeployment.cs</c> refuses
    /// one.</summary>
    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
        => Task.FromException<int>(new InvalidOperationException(
            "Program run without the Pulumi engine available; re-run using the `pulumi` CLI"));
}

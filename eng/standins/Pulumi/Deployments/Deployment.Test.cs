using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Runs the stack against mocks, and returns its resources, the stack itself first.</summary>
    /// <exception cref="RunException">The stack or a resource failed.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new()
        => TestAsync(mocks, options, () => (TStack)Activator.CreateInstance(
            typeof(TStack), BindingFlags.DoNotWrapExceptions, binder: null, args: null, culture: null)!);

    /// <summary>Runs the function's resources against mocks, and returns them.</summary>
    /// <exception cref="RunException">The function or a resource failed.</exception>
    public static async Task<ImmutableArray<Resource>> TestAsync(
        IMocks testMocks, TestOptions testOptions, Action createResources)
    {
        var all = await TestAsync(testMocks, testOptions, () => new TestStack(createResources)).ConfigureAwait(false);
        return all.RemoveAll(resource => resource is TestStack);
    }

    // async, so that the instance belongs to this call and is gone after it
    private static async Task<ImmutableArray<Resource>> TestAsync(
        IMocks mocks, TestOptions? options, Func<Stack> createStack)
    {
        var run = new DeploymentRun(mocks, options ?? new TestOptions());
        Instance = new DeploymentInstance(run);
        await run.RunAsync(createStack).ConfigureAwait(false);
        return run.Errors switch
        {
            [] => run.Monitor.Resources,
            [var error] => throw new RunException(error),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }
}

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

    // async, so that the instance belongs to this call and is gone after it
    private static async Task<ImmutableArray<Resource>> TestAsync(
        IMocks mocks, TestOptions? options, Func<Stack> createStack)
    {
        if (options is not { IsPreview: false })
        {
            throw new NotSupportedException("The stand-in for Pulumi runs no preview, since nothing did so far.");
        }

        var run = new DeploymentRun(mocks, options);
        Instance = new DeploymentInstance(run);
        return await run.RunAsync(createStack).ConfigureAwait(false) switch
        {
            [] => run.Monitor.Resources,
            [var error] => throw new RunException(error),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }
}

using System.Collections.Concurrent;
using Pulumi;
using Pulumi.Testing;

namespace Eng.Tests.StandIns.PulumiSdk;

/// <summary>Mocks that record their calls. A resource's id is its name with "-id" and its state is its inputs, unless
/// a test sets others.</summary>
internal sealed class Librarian : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Resources { get; } = [];
    public ConcurrentQueue<MockCallArgs> Calls { get; } = [];
    public ConcurrentQueue<MockRegisterResourceOutputsRequest> Registered { get; } = [];

    public Func<MockResourceArgs, string?> Id { get; init; } = resource => $"{resource.Name}-id";

    public Func<MockResourceArgs, object> State { get; init; } = resource => resource.Inputs;
    public Func<MockCallArgs, object> Answer { get; init; } = call => call.Args;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Enqueue(args);
        return Task.FromResult((Id(args), State(args)));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Enqueue(args);
        return Task.FromResult(Answer(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Registered.Enqueue(args);
        return Task.CompletedTask;
    }

    /// <summary>The inputs of a single shelf, as the mock gets them.</summary>
    public static async Task<ImmutableDictionary<string, object>> SeesAsync(ShelfArgs args)
    {
        var mocks = new Librarian();
        await mocks.TestAsync(() => _ = new Shelf("shelf", args));
        return Assert.Single(mocks.Resources).Inputs;
    }

    public Task<ImmutableArray<Resource>> TestAsync(Action declare, bool isPreview = true)
        => Deployment.TestAsync(this, new TestOptions { IsPreview = isPreview }, declare);

    /// <summary>A single shelf as the program sees it, when the provider returns this state.</summary>
    public static async Task<Shelf> ShelfAsync(object state, bool isPreview = true)
    {
        Shelf? shelf = null;
        await new Librarian { State = _ => state }.TestAsync(
            () => shelf = new Shelf("shelf", new ShelfArgs { Room = "attic" }), isPreview);
        return shelf!;
    }
}

using System.Collections.Concurrent;
using Pulumi;
using Pulumi.Testing;

namespace Eng.Tests.StandIns.PulumiAws;

/// <summary>Takes the place of the engine, and keeps the requests.</summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _resources = new();
    private readonly ConcurrentQueue<MockCallArgs> _calls = new();

    public IReadOnlyDictionary<string, object> Answer { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>The state of each resource in addition to its inputs.</summary>
    public IReadOnlyDictionary<string, object> State { get; init; } = ImmutableDictionary<string, object>.Empty;

    public IReadOnlyCollection<MockResourceArgs> Resources => _resources;

    public IReadOnlyCollection<MockCallArgs> Calls => _calls;

    public ImmutableDictionary<string, object> InputsOf(string type) =>
        Assert.Single(_resources, resource => resource.Type == type).Inputs;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _resources.Enqueue(args);
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs.SetItems(State)));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        _calls.Enqueue(args);
        return Task.FromResult<object>(Answer.ToImmutableDictionary());
    }
}

/// <summary>Runs a program of a few lines as an update against recording mocks.</summary>
internal static class Deployments
{
    public static async Task<RecordingMocks> RunAsync(Action program, RecordingMocks? mocks = null)
    {
        mocks ??= new RecordingMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);
        return mocks;
    }
}

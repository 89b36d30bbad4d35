using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi.Testing;

namespace Tests.StandIns.PulumiAws;

/// <summary>Answers for the engine, and keeps what it was asked.</summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _resources = new();
    private readonly ConcurrentQueue<MockCallArgs> _calls = new();

    /// <summary>What a call answers.</summary>
    public IReadOnlyDictionary<string, object> Answer { get; init; } = ImmutableDictionary<string, object>.Empty;

    /// <summary>What a resource's state is besides its own inputs.</summary>
    public IReadOnlyDictionary<string, object> State { get; init; } = ImmutableDictionary<string, object>.Empty;

    public IReadOnlyCollection<MockResourceArgs> Resources => _resources;

    public IReadOnlyCollection<MockCallArgs> Calls => _calls;

    /// <summary>What the one resource of that type was given.</summary>
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

using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Takes the place of the engine: calls the mocks, and keeps their results.</summary>
internal sealed class MockMonitor(IMocks mocks)
{
    private readonly Lock _gate = new();
    private ImmutableArray<Resource> _resources = [];

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_gate)
            {
                return _resources;
            }
        }
    }

    /// <summary>Gives the resource's id and its state; the stack has neither.</summary>
    public async Task<(string? Id, ImmutableDictionary<string, object?> State)> RegisterAsync(
        Resource resource, ImmutableDictionary<string, object?> inputs)
    {
        lock (_gate)
        {
            _resources = _resources.Add(resource);
        }

        if (resource is Stack)
        {
            return (null, ImmutableDictionary<string, object?>.Empty);
        }

        var (id, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = inputs!,
        }).ConfigureAwait(false);
        return (id, await StateAsync(state).ConfigureAwait(false));
    }

    public async Task<ImmutableDictionary<string, object?>> InvokeAsync(
        string token, ImmutableDictionary<string, object?> args)
        => await StateAsync(await mocks.CallAsync(new MockCallArgs { Token = token, Args = args! })
            .ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task<ImmutableDictionary<string, object?>> StateAsync(object state)
        => await Wire.SendAsync("state", state).ConfigureAwait(false) as ImmutableDictionary<string, object?>
            ?? throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
}

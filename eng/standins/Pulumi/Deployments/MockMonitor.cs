using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>A resource as its provider receives it.</summary>
internal sealed record ResourceRequest(
    Resource Resource, string ParentUrn, ImmutableDictionary<string, OutputData<object?>> Inputs);

/// <summary>A resource as its provider made it.</summary>
internal sealed record RegisteredResource(
    string Urn, string? Id, ImmutableDictionary<string, OutputData<object?>> State);

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

    public async Task<RegisteredResource> RegisterAsync(ResourceRequest request)
    {
        lock (_gate)
        {
            _resources = _resources.Add(request.Resource);
        }

        if (request.Resource.GetResourceType() == Stack.RootType)
        {
            return new(NewUrn(request), null, ImmutableDictionary<string, OutputData<object?>>.Empty);
        }

        var (id, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = request.Resource.GetResourceType(),
            Name = request.Resource.GetResourceName(),
            Inputs = Known(request.Inputs),
        }).ConfigureAwait(false);
        return new(NewUrn(request), id, await Wire.SendStateAsync(state).ConfigureAwait(false));
    }

    public async Task<OutputData<object?>> InvokeAsync(
        string token, ImmutableDictionary<string, OutputData<object?>> args)
    {
        var result = await mocks.CallAsync(new MockCallArgs { Token = token, Args = Known(args) })
            .ConfigureAwait(false);
        var values = await Wire.SendStateAsync(result).ConfigureAwait(false);
        return new(
            [],
            values.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Value),
            values.Values.All(value => value.IsKnown),
            values.Values.Any(value => value.IsSecret));
    }

    public Task RegisterOutputsAsync(string urn, ImmutableDictionary<string, OutputData<object?>> outputs)
        => mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(
            urn,
            outputs.ToImmutableDictionary(
                output => output.Key,
                output => new Output<object?>(Task.FromResult(output.Value with { Resources = [] })))));

    // a mock's URN contains only the first of all ancestors, the stack
    private static string NewUrn(ResourceRequest request)
    {
        var type = request.Resource.GetResourceType();
        if (request.ParentUrn.Length > 0)
        {
            type = $"{request.ParentUrn.Split("::")[2].Split('$')[0]}${type}";
        }

        var deployment = Deployment.Instance;
        return "urn:pulumi:" + string.Join(
            "::", deployment.StackName, deployment.ProjectName, type, request.Resource.GetResourceName());
    }

    private static ImmutableDictionary<string, object> Known(ImmutableDictionary<string, OutputData<object?>> values)
        => values.Where(pair => pair.Value is { IsKnown: true, Value: not null })
            .ToImmutableDictionary(pair => pair.Key, pair => pair.Value.Value!);
}

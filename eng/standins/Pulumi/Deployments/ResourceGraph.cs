namespace Pulumi;

/// <summary>Waits for resources; for a component, it waits for the children.</summary>
internal static class ResourceGraph
{
    public static Task RegisteredAsync(IEnumerable<Resource> resources)
        => Task.WhenAll(Made(resources).Select(resource => resource.Urn.DataTask));

    public static async Task<bool> AllHaveIdsAsync(IEnumerable<Resource> resources)
    {
        foreach (var resource in Made(resources))
        {
            if (!(await resource.Id.DataTask.ConfigureAwait(false)).IsKnown)
            {
                return false;
            }
        }

        return true;
    }

    private static List<CustomResource> Made(IEnumerable<Resource> resources)
    {
        var seen = new HashSet<Resource>();
        var toVisit = new Queue<Resource>(resources);
        while (toVisit.TryDequeue(out var resource))
        {
            if (!seen.Add(resource) || resource is not ComponentResource)
            {
                continue;
            }

            lock (resource.ChildResources)
            {
                foreach (var child in resource.ChildResources)
                {
                    toVisit.Enqueue(child);
                }
            }
        }

        return [.. seen.OfType<CustomResource>()];
    }
}

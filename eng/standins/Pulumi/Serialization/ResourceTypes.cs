using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Resource classes by their type tokens.</summary>
internal static class ResourceTypes
{
    private static readonly Lazy<ImmutableDictionary<string, Type>> ByToken = new(Discover);

    /// <summary>A resource that stands for the one with this URN: of its class where that says its token.</summary>
    public static Resource Referenced(string urn)
    {
        var parts = urn.Split("::");
        if (!ByToken.Value.TryGetValue(parts[2].Split('$')[^1], out var type)) return new DependencyResource(urn);

        ResourceOptions options = typeof(CustomResource).IsAssignableFrom(type)
            ? new CustomResourceOptions { Urn = urn }
            : new ComponentResourceOptions { Urn = urn };
        var constructor = type.GetConstructors().Single(c => c.GetParameters().Length == 3);
        return (Resource)constructor.Invoke([parts[3], null, options]);
    }

    private static ImmutableDictionary<string, Type> Discover()
    {
        var pulumi = typeof(Resource).Assembly.GetName().Name;
        return AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic)
            .Where(assembly => assembly.GetReferencedAssemblies().Any(name => name.Name == pulumi))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(typeof(Resource).IsAssignableFrom)
            .Select(type => (Type: type, Token: type.GetCustomAttribute<ResourceTypeAttribute>()?.Type))
            .Where(found => found.Token is not null)
            .DistinctBy(found => found.Token)
            .ToImmutableDictionary(found => found.Token!, found => found.Type);
    }
}

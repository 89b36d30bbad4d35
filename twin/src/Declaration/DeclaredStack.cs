using System.Collections.Immutable;

namespace Twin.Declaration;

/// <summary>Everything that the stack declares, with the values that AWS would give it.</summary>
/// <param name="Resources">AWS's resources and the components, in the order of their names.</param>
public sealed record DeclaredStack(ImmutableArray<DeclaredResource> Resources, string AccountId, string Region)
{
    public IEnumerable<DeclaredResource> OfType(string type) => Resources.Where(resource => resource.Is(type));

    public DeclaredResource? ByArn(string type, string arn) =>
        OfType(type).FirstOrDefault(resource => resource.Arn == arn);

    public DeclaredResource? Named(string type, string? name) =>
        OfType(type).FirstOrDefault(resource => resource.PhysicalName == name);

    /// <summary>A copy of the stack that records each property that is read from it.</summary>
    public DeclaredStack Noting(PropertyReads reads) =>
        this with { Resources = [.. Resources.Select(resource => resource with { Reads = reads })] };
}

public sealed record Edge(DeclaredResource From, DeclaredResource To, string Label);

using System.Collections.Immutable;

namespace Local.Aws.Declaration;

/// <summary>Everything that the stack declares, with the values that it would have on AWS.</summary>
/// <param name="Resources">AWS's resources and the components, in the order of their names.</param>
/// <param name="AccountId">The twin's account.</param>
/// <param name="Region">The region that the stack is declared for.</param>
public sealed record DeclaredStack(ImmutableArray<DeclaredResource> Resources, string AccountId, string Region)
{
    /// <summary>All of one type.</summary>
    public IEnumerable<DeclaredResource> OfType(string type) => Resources.Where(resource => resource.Type == type);

    /// <summary>The one of this type with this ARN, null when there is none.</summary>
    public DeclaredResource? ByArn(string type, string arn) =>
        OfType(type).FirstOrDefault(resource => resource.Arn == arn);
}

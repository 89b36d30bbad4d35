using Pulumi.Aws.Iam;

namespace Infra.Policies;

/// <summary>A role that one AWS service assumes, with one inline policy and no other.</summary>
internal sealed class ServiceRole
{
    private readonly RolePolicy _policy;

    /// <summary>Declares the role and its one inline policy as children of <paramref name="parent"/>.</summary>
    public ServiceRole(
        string name,
        ServicePrincipal service,
        AwsAccount account,
        Resource parent,
        params IEnumerable<IamStatement> statements)
    {
        Role = new Role(
            name,
            new RoleArgs { AssumeRolePolicy = IamPolicy.Serialize(IamStatement.Trust(service, account)) },
            new CustomResourceOptions { Parent = parent });

        _policy = new RolePolicy(
            name,
            new RolePolicyArgs { Role = Role.Name, Policy = IamPolicy.Serialize(statements) },
            new CustomResourceOptions { Parent = Role });
    }

    public Role Role { get; }

    /// <summary>The options of a resource that uses the role: it is made after the policy, since AWS checks the
    /// role's permissions when it makes some resources.</summary>
    /// <remarks>Assumption: new-roles.</remarks>
    public CustomResourceOptions Before(Resource parent) => new() { Parent = parent, DependsOn = { _policy } };
}

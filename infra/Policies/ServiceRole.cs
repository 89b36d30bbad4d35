using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Policies;

/// <summary>A role that one AWS service takes on, and what it may do with it: nothing else is attached to it.</summary>
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
            new RoleArgs { AssumeRolePolicy = IamPolicy.Of(IamStatement.Trust(service, account)) },
            new CustomResourceOptions { Parent = parent });

        _policy = new RolePolicy(
            name,
            new RolePolicyArgs { Role = Role.Name, Policy = IamPolicy.Of(statements) },
            new CustomResourceOptions { Parent = Role });
    }

    /// <summary>The role.</summary>
    public Role Role { get; }

    /// <summary>
    /// The options of a resource that uses the role: it comes after the policy, since AWS checks what a role may do
    /// when some resources are made.
    /// </summary>
    public CustomResourceOptions Before(Resource parent) => new() { Parent = parent, DependsOn = { _policy } };
}

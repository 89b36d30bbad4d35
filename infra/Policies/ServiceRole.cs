using Pulumi.Aws.Iam;

namespace Infra.Policies;

/// <summary>A role that one AWS service or principal assumes, with one inline policy and no other.</summary>
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
        : this(name, IamStatement.Trust(service, account), account, parent, fixedName: null, statements)
    {
    }

    /// <summary>The same for another trust.</summary>
    /// <param name="fixedName">The name in IAM; null for one that Pulumi makes.</param>
    public ServiceRole(
        string name,
        IamStatement trust,
        AwsAccount account,
        Resource parent,
        string? fixedName,
        IEnumerable<IamStatement> statements)
    {
        var role = new RoleArgs { Path = account.RolePath, AssumeRolePolicy = IamPolicy.Serialize(trust) };
        var options = new CustomResourceOptions { Parent = parent };
        if (fixedName is not null)
        {
            // Two roles cannot have one name.
            (role.Name, options.DeleteBeforeReplace) = (fixedName, true);
        }

        Role = new Role(name, role, options);
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

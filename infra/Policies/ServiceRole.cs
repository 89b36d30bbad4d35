using Pulumi;
using Pulumi.Aws.Iam;

namespace Infra.Policies;

/// <summary>A role that one AWS service takes on, and what it may do with it: nothing else is attached to it.</summary>
public static class ServiceRole
{
    /// <summary>Declares the role and its one inline policy as children of <paramref name="parent"/>.</summary>
    public static Role Create(
        string name,
        string service,
        AwsAccount account,
        Resource parent,
        params IEnumerable<PolicyStatement> statements)
    {
        var role = new Role(
            name,
            new RoleArgs
            {
                AssumeRolePolicy = PolicyDocument.Of(PolicyStatement.TrustService(service, account)),
            },
            new CustomResourceOptions { Parent = parent });

        _ = new RolePolicy(
            name,
            new RolePolicyArgs { Role = role.Name, Policy = PolicyDocument.Of(statements) },
            new CustomResourceOptions { Parent = role });

        return role;
    }
}

using System.Collections.Immutable;
using Local.Declaration;
using Local.Iam;

namespace Local.Twin;

/// <summary>IAM, from the declared roles and permissions.</summary>
internal static class DeclaredAccess
{
    /// <summary>Every declared role with its policies.</summary>
    public static AccessControl Of(DeclaredStack stack)
    {
        var access = new AccessControl(stack.AccountId);
        var policies = stack.OfType(ResourceTypes.RolePolicy).ToLookup(policy => policy.Text("role"));

        foreach (var role in stack.OfType(ResourceTypes.Role))
        {
            access.AddRole(new Role(
                role.PhysicalName,
                role.Arn,
                PolicyDocument.Parse(role.Text("assumeRolePolicy")),
                policies[role.PhysicalName].ToImmutableDictionary(
                    policy => policy.PhysicalName, policy => PolicyDocument.Parse(policy.Text("policy")))));
        }

        return access;
    }

    /// <summary>Who may invoke which function.</summary>
    public static LambdaPermissions PermissionsOf(DeclaredStack stack) => new(
        stack.OfType(ResourceTypes.Permission).Select(permission => new LambdaPermissionStatement(
            permission.Name,
            permission.Text("action"),
            permission.Text("function"),
            permission.Text("principal"),
            permission.OptionalText("sourceArn"),
            permission.OptionalText("sourceAccount"))));

    /// <summary>A service takes on a role for one of its resources.</summary>
    /// <returns>The session.</returns>
    /// <exception cref="RunFailedException">The role does not trust the service for that resource.</exception>
    public static Caller Assume(
        this AccessControl access, string roleArn, string servicePrincipal, DeclaredResource source, string session)
    {
        if (!access.MayAssume(roleArn, servicePrincipal, source.Arn, access.AccountId))
        {
            throw new RunFailedException(
                $"{servicePrincipal} may not assume {roleArn} for {source.Title}: the role's trust policy does not "
                + "allow it.");
        }

        return access.Find(access.CredentialsFor(roleArn, session).AccessKeyId)!;
    }
}

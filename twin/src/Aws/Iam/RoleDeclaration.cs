namespace Twin.Aws.Iam;

/// <summary>The declared roles and their policies.</summary>
internal static class RoleDeclaration
{
    /// <summary>An access control with every declared role.</summary>
    /// <exception cref="PolicyException">IAM would refuse a policy.</exception>
    public static AccessControl ReadAll(DeclaredStack stack) => ReadAll(stack, AssumedOtherwise.Nothing);

    /// <inheritdoc cref="ReadAll(DeclaredStack)"/>
    public static AccessControl ReadAll(DeclaredStack stack, AssumedOtherwise otherwise)
    {
        var access = new AccessControl(stack.AccountId) { KnowsRolesTooLate = otherwise.Has(UndocumentedIam.NewRoles) };
        var policies = stack.OfType(IamResources.RolePolicy).ToLookup(policy => policy.Text("role"));
        foreach (var role in stack.OfType(IamResources.Role))
        {
            access.AddRole(new Role(
                role.PhysicalName,
                role.Arn,
                PolicyDeclaration.Read(role, role.Text("assumeRolePolicy")),
                policies[role.PhysicalName].ToImmutableDictionary(
                    policy => policy.PhysicalName, policy => PolicyDeclaration.Read(policy, policy.Text("policy")))));
        }

        return access;
    }

    /// <summary>Assumes a role as a service, for one of its resources.</summary>
    /// <returns>The session.</returns>
    /// <exception cref="RunFailedException">The role does not trust the service for that resource.</exception>
    public static Caller Assume(
        this AccessControl access, string roleArn, string servicePrincipal, DeclaredResource source, string session) =>
        access.Assume(roleArn, servicePrincipal, source, source.Arn, session);

    /// <summary>Assumes a role as a service that sends a certain ARN.</summary>
    /// <inheritdoc cref="Assume(AccessControl, string, string, DeclaredResource, string)"/>
    public static Caller Assume(
        this AccessControl access,
        string roleArn,
        string servicePrincipal,
        DeclaredResource source,
        string sourceArn,
        string session)
    {
        if (access.KnowsRolesTooLate)
        {
            throw new RunFailedException(
                $"{servicePrincipal} cannot assume {roleArn} for {source.Title} yet: the role was made moments ago. Run "
                + "pulumi up again.");
        }

        if (!access.MayAssume(roleArn, servicePrincipal, sourceArn, access.AccountId))
        {
            throw new RunFailedException(
                $"{servicePrincipal} may not assume {roleArn} for {source.Title}: the role's trust policy does not "
                + $"allow sts:AssumeRole with aws:SourceArn {sourceArn} and aws:SourceAccount {access.AccountId}.");
        }

        return access.Find(access.CredentialsFor(roleArn, session).AccessKeyId)!;
    }
}

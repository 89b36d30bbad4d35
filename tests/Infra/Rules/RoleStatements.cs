using Local.Aws.Declaration;
using Local.Aws.Iam;

namespace Tests.Infra.Rules;

/// <summary>The statements of all declared roles' policies.</summary>
internal static class RoleStatements
{
    public static IEnumerable<(DeclaredResource Role, PolicyStatement Statement)> Of(DeclaredStack stack) =>
        from policy in stack.OfType(IamResources.RolePolicy)
        from role in stack.OfType(IamResources.Role)
        where role.PhysicalName == policy.Text("role")
        from statement in PolicyDocument.Parse(policy.Text("policy")).Statements
        select (role, statement);
}

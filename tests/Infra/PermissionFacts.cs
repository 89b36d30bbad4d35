using Local.Declaration;
using Local.Iam;

namespace Tests.Infra;

[Collection(PulumiDeployments.Name)]
public class PermissionFacts
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_role_may_do_everything_of_anything(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var statements = stack.OfType(ResourceTypes.RolePolicy)
            .SelectMany(policy => PolicyDocument.Parse(policy.Text("policy")).Statements)
            .ToList();

        Assert.NotEmpty(statements);
        Assert.All(statements, statement =>
        {
            Assert.DoesNotContain(statement.Actions.Patterns, action => action.Contains('*', StringComparison.Ordinal));
            Assert.DoesNotContain("*", statement.Resources!.Patterns);
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_role_trusts_one_service_and_only_for_this_account(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        Assert.All(stack.OfType(ResourceTypes.Role), role =>
        {
            var service = Assert.Single(Assert.Single(TrustOf(role).Statements).Principal!.Services);
            Assert.True(MayAssume(role, service, stack.AccountId), $"{service} may not assume {role.Title}");
            Assert.False(MayAssume(role, service, "999999999999"), $"{service} of another account may");
            Assert.False(MayAssume(role, "ec2.amazonaws.com", stack.AccountId), $"another service may");
        });

        static PolicyDocument TrustOf(DeclaredResource role) => PolicyDocument.Parse(role.Text("assumeRolePolicy"));

        static bool MayAssume(DeclaredResource role, string service, string account)
        {
            var access = new AccessControl(account);
            access.AddRole(new Role(role.PhysicalName, role.Arn, TrustOf(role), new Dictionary<string, PolicyDocument>()));
            return access.MayAssume(role.Arn, service, $"arn:aws:lambda:eu-central-1:{account}:function:x", account);
        }
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_secrets_are_secure_strings(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var parameters = stack.OfType(ResourceTypes.Parameter).ToList();

        Assert.Equal(2, parameters.Count);
        Assert.All(parameters, parameter => Assert.Equal("SecureString", parameter.Text("type")));
    }
}

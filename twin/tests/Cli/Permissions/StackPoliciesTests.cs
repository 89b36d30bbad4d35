using Twin.Cli.Permissions;

namespace Twin.Tests.Cli.Permissions;

public sealed class StackPoliciesTests
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Each_document_is_a_policy_that_IAM_takes(string stack)
    {
        var policies = StackPolicies.Of(await Stacks.Load(stack));

        Assert.Equal(["deploy", "preview", "query"], policies.Select(policy => policy.Name));
        Assert.InRange(policies[0].Documents.Length, 2, 10);
        Assert.All(policies.SelectMany(policy => policy.Documents), document =>
        {
            Assert.InRange(PrintedPolicy.Size(document), 1, PrintedPolicy.MaxCharacters);
            Assert.All(PolicyDocument.Parse(document).Statements, statement =>
                Assert.DoesNotContain(statement.Actions, action => action.Contains('*')));
        });
    }

    // A preview runs code of a branch, and the provider has Step Functions check a changed definition.
    [Fact]
    public async Task A_preview_may_make_one_call_which_reads_and_changes_nothing() => Assert.Equal(
        ["states:ValidateStateMachineDefinition"],
        PolicyDocument.Parse(PrintedPolicies.Of(await Stacks.Load("dev"), "preview").Documents.Single())
            .Statements.SelectMany(statement => statement.Actions));
}

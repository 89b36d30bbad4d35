namespace Twin.Cli.Permissions;

/// <summary>The policies of those who work with a stack, from what it declares.</summary>
internal static class StackPolicies
{
    public static ImmutableArray<PrintedPolicy> Of(DeclaredStack stack) =>
    [
        PrintedPolicy.Create("deploy", DeployPolicy.Of(stack)),
        PrintedPolicy.Create("preview", Preview(stack)),
        PrintedPolicy.Create("query", QueryPolicy.Of(stack)),
    ];

    // A preview reads nothing of AWS but has Step Functions check a changed definition: docs/deploy.md.
    private static IEnumerable<PrintedStatement> Preview(DeclaredStack stack)
    {
        const string Validate = "states:ValidateStateMachineDefinition";
        return
        [
            PrintedStatement.Allow(
                "ValidateDefinitions", [Validate], ActionTable.Unbound[Validate](new ArnPatterns(stack))),
        ];
    }
}

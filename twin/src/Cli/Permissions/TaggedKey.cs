namespace Twin.Cli.Permissions;

/// <summary>The condition by which a policy finds the stack's key, whose id AWS chooses: its tag.</summary>
internal static class TaggedKey
{
    private const string Tag = Infra.Settings.Tags.Stack;

    /// <summary>The statement on the use of the stack's key through services; none without a key.</summary>
    public static IEnumerable<PrintedStatement> Through(
        DeclaredStack stack, ImmutableArray<string> services, params ImmutableArray<string> actions) =>
        stack.OfType(ResourceTypes.Key).Any()
            ?
            [
                OfStack(stack, "UseKey", actions).When(
                    "kms:ViaService", [.. services.Select(service => $"{service}.{stack.Region}.amazonaws.com")]),
            ]
            : [];

    public static PrintedStatement OfStack(DeclaredStack stack, string sid, IEnumerable<string> actions) =>
        PrintedStatement.Allow(sid, actions, ActionTable.Keys(new ArnPatterns(stack)))
            .When($"aws:ResourceTag/{Tag}", NameOf(stack));

    public static PrintedStatement Create(DeclaredStack stack) =>
        PrintedStatement.Allow("CreateKey", ["kms:CreateKey", "kms:TagResource"], "*")
            .When($"aws:RequestTag/{Tag}", NameOf(stack));

    private static string NameOf(DeclaredStack stack) =>
        stack.OfType(ResourceTypes.Key).First().Map("tags")[Tag];
}

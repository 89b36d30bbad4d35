namespace Twin.Cli.Comparison;

internal static class PolicySection
{
    public static string Summary(ImmutableArray<PolicyChange> changes)
    {
        int Count(AccessChange access) => changes.Count(change => change.Access == access);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"access: **{Count(AccessChange.Gained)} gained**, {Count(AccessChange.Changed)} changed, "
            + $"{Count(AccessChange.Lost)} lost");
    }

    public static ImmutableArray<string> Blocks(ImmutableArray<PolicyChange> changes) =>
    [
        .. Enum.GetValues<AccessChange>().SelectMany(access => changes
            .Where(change => change.Access == access)
            .Select(change => $"* {Described(change)}")
            .ToList() is { Count: > 0 } blocks
                ? blocks.Prepend(Heading(access))
                : []),
    ];

    private static string Heading(AccessChange access) => access switch
    {
        AccessChange.Gained => "**Gained**: what may be done now, and might not be done before\n",
        AccessChange.Lost => "\n**Lost**: what may be done no more\n",
        _ => "\n**Changed**\n",
    };

    private static string Described(PolicyChange change)
    {
        var statement = change.Statement;
        var denial = statement.Allows ? "statement" : "denial";
        var name = statement.Sid is { Length: > 0 } sid ? MarkdownText.Code(sid) : "*without a Sid*";
        var holder = $"{MarkdownText.Code(change.Holder)}: ";
        if (change.Element is not { } element)
        {
            var came = change.Access == AccessChange.Gained == statement.Allows;
            return $"{holder}{(came ? "new" : "removed")} {denial} {name}: "
                + string.Join("; ", statement.Elements
                    .OrderBy(part => ComparedStatement.IsCondition(part.Key))
                    .Select(part => Part(part.Key, part.Value)));
        }

        var values = (change.Added, change.Removed) switch
        {
            ({ IsEmpty: false }, { IsEmpty: false }) =>
                $"{MarkdownText.Codes(change.Removed)} → {MarkdownText.Codes(change.Added)}",
            ({ IsEmpty: false }, _) => $"{MarkdownText.Codes(change.Added)} added",
            _ => $"{MarkdownText.Codes(change.Removed)} removed",
        };
        return $"{holder}{denial} {name}: {Name(element)} {values}{Context(statement, element)}";
    }

    // An action means little without its resource, and a resource without its action.
    private static string Context(ComparedStatement statement, string element) => element switch
    {
        ComparedStatement.Action when !statement.GetValues(ComparedStatement.Resource).IsEmpty =>
            $" (on {MarkdownText.Codes(statement.GetValues(ComparedStatement.Resource))})",
        ComparedStatement.Resource when !statement.GetValues(ComparedStatement.Action).IsEmpty =>
            $" (for {MarkdownText.Codes(statement.GetValues(ComparedStatement.Action))})",
        _ => "",
    };

    private static string Part(string element, IReadOnlyCollection<string> values) =>
        $"{Name(element)} {MarkdownText.Codes(values)}";

    private static string Name(string element) =>
        ComparedStatement.IsCondition(element)
            ? $"condition {MarkdownText.Code(element[ComparedStatement.Condition.Length..])}"
            : MarkdownText.Code(element);
}

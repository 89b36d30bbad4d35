using Twin.Cli.Reports;

namespace Twin.Cli.Comparison;

/// <summary>The differences between two runs as Markdown. It fits into a comment on GitHub and may be published there:
/// it contains no account and no e-mail address.</summary>
internal static class DifferenceReport
{
    private const string NoDifference = "No difference.";

    public static string Format(ComparedRun before, ComparedRun after, int limit)
    {
        var placeholders = new Placeholders();
        (before, after) = (placeholders.In(before), placeholders.In(after));
        var rows = RowSection.Changes(before.Figures, after.Figures);
        var run = RunSection.Changes(before.Figures, after.Figures);
        ImmutableArray<string> topology, policies, counts;
        if (before.Stack is { } old && after.Stack is { } fresh)
        {
            var resources = TopologyDifference.Between(old, fresh);
            var access = PolicyDifference.Between(old, fresh);
            topology = TopologySection.Blocks(resources);
            policies = PolicySection.Blocks(access);
            counts = [TopologySection.Summary(resources), PolicySection.Summary(access)];
        }
        else
        {
            var unknown = string.Concat(new[] { before, after }.Where(side => side.Stack is null).Select(side =>
                $"What {MarkdownText.Code(side.Folder)} declares is unknown: it has no {StackRecord.FileName}, "
                + "as an older version wrote it.\n"));
            topology = policies = [unknown.TrimEnd()];
            counts = ["topology and policies unknown"];
        }

        var title = $"## {Title(before.Figures.Stack, after.Figures.Stack)}\n\n";
        if (before.Stack is not null && after.Stack is not null
            && topology.IsEmpty && policies.IsEmpty && rows.IsEmpty && run.IsEmpty)
        {
            return title + NoDifference + "\n";
        }

        var head = title
            + string.Join("; ", counts.AddRange(Count("other row counts", rows), Count("remarks on the run", run)))
            + ".\n";
        return head + MarkdownSection.Within(
            limit - head.Length,
            [
                Section("Topology", topology),
                Section("Rows", RowSection.Blocks(rows)),
                Section("Policies", policies),
                Section("Run", run),
            ]);
    }

    private static string Title(string before, string after) => before == after
        ? $"What is different in the stack {MarkdownText.Code(after)}"
        : $"What is different between the stacks {MarkdownText.Code(before)} and {MarkdownText.Code(after)}";

    private static string Count<T>(string what, ImmutableArray<T> changes) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {changes.Length}");

    private static MarkdownSection Section(string title, ImmutableArray<string> blocks) =>
        new(title, blocks.IsEmpty ? [NoDifference] : blocks);
}

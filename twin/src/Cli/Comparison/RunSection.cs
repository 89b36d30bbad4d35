using System.Collections.Immutable;

namespace Twin.Cli.Comparison;

/// <summary>The failures and unused permissions that only one side has, as Markdown.</summary>
internal static class RunSection
{
    public static ImmutableArray<string> Changes(RunFigures before, RunFigures after)
    {
        var (old, fresh) = (Lines(before), Lines(after));
        return
        [
            .. fresh.Except(old).Select(line => $"* new: {line}"),
            .. old.Except(fresh).Select(line => $"* gone: {line}"),
        ];
    }

    private static ImmutableArray<string> Lines(RunFigures run) =>
    [
        .. run.Failures.Select(failure => $"failure: {MarkdownText.Code(failure)}"),
        .. run.Denied.Select(denied =>
            $"call that IAM refused: {MarkdownText.Code(denied?.Action)} on {MarkdownText.Code(denied?.Resource)} "
            + $"to {MarkdownText.Code(denied?.Principal)}"),
        .. run.UnusedPermissions.Select(unused =>
            $"permission that no call used: {MarkdownText.Code(unused?.Role)}, statement "
            + $"{MarkdownText.Code(unused?.Statement)}: {MarkdownText.Code(unused?.Action)} on "
            + MarkdownText.Code(unused?.Resource)),
        .. run.NotSimulated.Select(line => $"declared, but not run by the twin: {MarkdownText.Code(line)}"),
    ];
}

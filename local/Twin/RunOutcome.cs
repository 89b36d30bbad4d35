using System.Collections.Immutable;
using Local.Declaration;
using Local.Metering;
using Local.Reports;

namespace Local.Twin;

/// <summary>What a run leaves.</summary>
/// <param name="Record">What <c>run.json</c> has.</param>
/// <param name="Results">The named queries' results.</param>
internal sealed record RunOutcome(
    RunRecord Record,
    ImmutableArray<ResultTable> Results)
{
    /// <summary>What was run.</summary>
    public required DeclaredStack Stack { get; init; }

    /// <summary>What it used.</summary>
    public required ImmutableArray<Usage> Usage { get; init; }
}

using Twin.Aws.Athena;
using Twin.Aws.Glue;
using Twin.Aws.Metering;

namespace Twin.Host.Runs;

public sealed record RunOutcome(RunRecord Record, ImmutableArray<NamedQueryResult> Results)
{
    public required DeclaredStack Stack { get; init; }

    /// <summary>The catalog at the end of the run.</summary>
    public required Catalog Catalog { get; init; }

    public required ImmutableArray<TimelineEntry> Entries { get; init; }

    /// <summary>The statements that Athena has run, in their order.</summary>
    public required ImmutableArray<RunStatement> Statements { get; init; }

    public required ImmutableArray<Usage> Usage { get; init; }

    /// <summary>The texts that no report may show.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    /// <summary>The same outcome, of a run that has succeeded.</summary>
    public RunOutcome ExpectSuccess() => Record.Failures.IsEmpty
        ? this
        : throw new RunFailedException(string.Join('\n', ["The run failed:", .. Record.Failures]));
}

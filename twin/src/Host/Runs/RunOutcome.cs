using System.Collections.Immutable;
using Twin.Aws.Glue;
using Twin.Aws.Hosting;
using Twin.Aws.Metering;
using Twin.Declaration;

namespace Twin.Host.Runs;

/// <summary>The outcome of a run: the input of all reports.</summary>
/// <param name="Record">The content of <c>run.json</c>.</param>
/// <param name="Results">The results of the named queries that Athena ran.</param>
public sealed record RunOutcome(RunRecord Record, ImmutableArray<NamedQueryResult> Results)
{
    /// <summary>The stack that was run.</summary>
    public required DeclaredStack Stack { get; init; }

    /// <summary>The catalog after the last crawl.</summary>
    public required Catalog Catalog { get; init; }

    /// <summary>The timeline, in order.</summary>
    public required ImmutableArray<TimelineEntry> Entries { get; init; }

    /// <summary>The billable use of AWS's services.</summary>
    public required ImmutableArray<Usage> Usage { get; init; }

    /// <summary>The texts that no report may show.</summary>
    public required ImmutableArray<string> Secrets { get; init; }

    /// <summary>The same outcome, of a run that has succeeded.</summary>
    /// <exception cref="RunFailedException">The run has failed; the message has the reasons.</exception>
    public RunOutcome ExpectSuccess() => Record.Failures.IsEmpty
        ? this
        : throw new RunFailedException(string.Join('\n', ["The run failed:", .. Record.Failures]));
}

using System.Collections.Immutable;
using Twin.Host.Runs;

namespace Twin.Cli.Reports;

internal static class RunFiles
{
    public static void Write(OutputFolder output, RunOutcome outcome)
    {
        WriteResults(output, outcome.Results);
        outcome.Record.Write(output.Current);
        StackRecord.Create(outcome.Record.Stack, outcome.Stack, outcome.Secrets).Write(output.Current);
        CatalogFile.Write(output.Current, outcome.Catalog);
        TimelineFile.Write(output.Current, outcome.Entries);
        MonthlyCost.Compute(outcome)?.Write(output.Current);
        HtmlReport.Write(output.Current);
    }

    public static void WriteResults(OutputFolder output, ImmutableArray<NamedQueryResult> results)
    {
        Directory.CreateDirectory(output.Queries);
        foreach (var query in results)
        {
            File.WriteAllText(Path.Combine(output.Queries, $"{query.Name}.csv"), query.Result.ToCsv());
        }
    }
}

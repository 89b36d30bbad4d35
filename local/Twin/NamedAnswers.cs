using System.Collections.Immutable;
using System.Globalization;
using Local.Athena;
using Local.Reports;

namespace Local.Twin;

/// <summary>The named queries' answers: each a file of the output folder, and a moment of the timeline.</summary>
internal sealed class NamedAnswers(
    DeclaredQueries queries, OutputFolder output, Timeline timeline, TimeProvider wall)
{
    /// <summary>Runs them all; one that cannot be run is a failure of the timeline, and has no answer.</summary>
    public async Task<(ImmutableArray<ResultTable> Tables, ImmutableSortedDictionary<string, RunRecord.QueryRecord>)>
        RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(output.Queries);
        var tables = ImmutableArray.CreateBuilder<ResultTable>();
        var counts = ImmutableSortedDictionary.CreateBuilder<string, RunRecord.QueryRecord>(StringComparer.Ordinal);

        foreach (var query in queries.Named)
        {
            try
            {
                var begin = wall.GetTimestamp();
                var result = await queries.RunAsync(query, cancellationToken);
                var seconds = wall.GetElapsedTime(begin).TotalSeconds;

                File.WriteAllText(Path.Combine(output.Queries, $"{query.PhysicalName}.csv"), result.ToCsv());
                tables.Add(ResultTable.Of(query.PhysicalName, query.OptionalText("description") ?? "", result));
                counts[query.PhysicalName] = new RunRecord.QueryRecord(result.Rows.Length, Math.Round(seconds, 3));
                timeline.Add(Sources.Athena, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{query.PhysicalName}: {result.Rows.Length} rows in {seconds:0.00} s"));
            }
            catch (AthenaException refused)
            {
                timeline.Add(Sources.Athena, $"{query.PhysicalName}: {refused.Message}", MomentKind.Failure);
            }
        }

        return (tables.ToImmutable(), counts.ToImmutable());
    }
}

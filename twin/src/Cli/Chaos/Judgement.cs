using System.Collections.Concurrent;
using Twin.Aws.Hosting;

namespace Twin.Cli.Chaos;

/// <summary>Compares runs with faults with the run without: nothing is lost or doubled, and what is absent was
/// told.</summary>
internal sealed class Judgement
{
    // Its rows begin with the time of the play.
    private const string PlayHistory = "play_history";

    private readonly ChaosRun _run;
    private readonly ConcurrentDictionary<string, ChaosOutcome> _references = new(StringComparer.Ordinal);

    private readonly bool _asksQueries;

    private Judgement(ChaosRun run, ChaosOutcome reference, bool asksQueries)
    {
        (_run, Reference, _asksQueries) = (run, reference, asksQueries);
        _references[""] = reference;
    }

    /// <summary>The run without faults.</summary>
    public ChaosOutcome Reference { get; }

    /// <param name="asksQueries">True to ask the named queries too: their rows follow from those of the
    /// tables.</param>
    /// <exception cref="RunFailedException">The run without faults is not as it must be.</exception>
    public static async Task<Judgement> CreateAsync(
        ChaosRun run, bool asksQueries, CancellationToken cancellationToken)
    {
        var reference = await run.RunAsync([], asksQueries, cancellationToken);
        string[] wrong = [.. reference.BrokenOff is { } broken ? [broken] : (string[])[], .. reference.Left];
        return wrong.Length == 0
            ? new Judgement(run, reference, asksQueries)
            : throw new RunFailedException($"The run without faults fails:\n{string.Join('\n', wrong)}");
    }

    /// <summary>Runs the stack with some faults.</summary>
    /// <returns>The outcome, and what is wrong with it: a sentence each.</returns>
    public async Task<(ChaosOutcome Outcome, ImmutableArray<string> Wrong)> JudgeAsync(
        ImmutableArray<AwsFault> faults, CancellationToken cancellationToken)
    {
        var outcome = await _run.RunAsync(faults, _asksQueries, cancellationToken);
        if (outcome.BrokenOff is { } broken)
        {
            return (outcome, [$"The run broke off: {broken}"]);
        }

        var absent = Reference.Extracted.Except(outcome.Extracted);
        var reference = await WithoutAsync(absent, cancellationToken);
        return (outcome,
        [
            .. outcome.Left,
            .. outcome.Extracted.Except(Reference.Extracted)
                .Select(day => $"{Text(day)} is extracted, and is not asked for."),
            .. absent.SelectMany(day => Untold(day, outcome)),
            .. Missed(outcome) is var missed && missed == outcome.MissingDays ? (string[])[]
                : [$"The query for missing days names '{outcome.MissingDays}', and must name '{missed}'."],
            .. Differences("The file", reference.Files, outcome.Files),
            .. Differences("The table", Settled(reference.Tables), Settled(outcome.Tables)),
            .. outcome.Queries is { } queries && outcome.Tables.SequenceEqual(reference.Tables)
                ? Differences("The query", reference.Queries!, queries)
                : [],
        ]);
    }

    // The plays of the last day are published on the next one, or already by an execution that has waited for the lease
    // of one that died.
    private static ImmutableSortedDictionary<string, string> Settled(
        ImmutableSortedDictionary<string, string> tables) =>
        tables.SetItem(PlayHistory, string.Join('\n', tables[PlayHistory].Split('\n')
            .Where(row => string.CompareOrdinal(row, ChaosRun.LastDay) < 0)));

    // The days without a snapshot after the first one that has some, as rows.
    private string Missed(ChaosOutcome outcome)
    {
        var read = outcome.Extracted.Select(day => day.Day).ToHashSet();
        return string.Join('\n', Reference.Extracted.Select(day => day.Day).Distinct()
            .Where(day => !read.Contains(day) && read.Any(other => other < day))
            .Select(day => string.Create(CultureInfo.InvariantCulture, $"||{day:yyyy-MM-dd}")));
    }

    private static IEnumerable<string> Untold((DateOnly Day, string Playlist) day, ChaosOutcome outcome)
    {
        var begin = new DateTimeOffset(day.Day, TimeOnly.MinValue, TimeSpan.Zero);
        if (!outcome.Story.Any(entry =>
            entry.Time >= begin
            && entry.Time < begin.AddDays(2)
            && entry.Source == TimelineSource.CloudWatch
            && entry.Text.Contains("ALARM", StringComparison.Ordinal)))
        {
            yield return $"{Text(day)} is absent, and no alarm told of it.";
        }
    }

    /// <summary>The outcome of the run without faults but that some days of playlists were not read.</summary>
    private async Task<ChaosOutcome> WithoutAsync(
        ImmutableSortedSet<(DateOnly Day, string Playlist)> absent, CancellationToken cancellationToken)
    {
        var key = string.Join(' ', absent.Select(Text));
        if (_references.TryGetValue(key, out var known))
        {
            return known;
        }

        var faults = Reference.Passed.Keys
            .Where(place => place.StartsWith("extract writes", StringComparison.Ordinal)
                && Places.ManifestOf(place) is { } manifest
                && absent.Contains((manifest.Day, manifest.Playlist)))
            .Select(place => new AwsFault(AwsFaultKind.FailsBefore, place, Times: int.MaxValue / 2));
        var outcome = await _run.RunAsync([.. faults], _asksQueries, cancellationToken);
        return _references[key] = outcome;
    }

    private static IEnumerable<string> Differences(
        string what,
        ImmutableSortedDictionary<string, string> expected,
        ImmutableSortedDictionary<string, string> actual) =>
        from name in expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal)
        let before = expected.GetValueOrDefault(name)
        let after = actual.GetValueOrDefault(name)
        where before != after
        select before is null ? $"{what} {name} is there, and must not be."
            : after is null ? $"{what} {name} is missing."
            : $"{what} {name} differs: {FirstDifference(before, after)}";

    private static string FirstDifference(string before, string after)
    {
        var (left, right) = (before.Split('\n'), after.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"line {line + 1} of {right.Length} is {LineOf(right)}, and of {left.Length} must be {LineOf(left)}");

        string LineOf(string[] lines) => line < lines.Length ? $"'{lines[line]}'" : "none";
    }

    private static string Text((DateOnly Day, string Playlist) day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day.Day:yyyy-MM-dd} of {day.Playlist}");
}

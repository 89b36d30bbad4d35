using System.Collections.Concurrent;
using System.Diagnostics;
using Twin.Aws.Hosting;

namespace Twin.Cli.Chaos;

/// <summary>Runs with the faults of many seeds, and tells of each how it ended.</summary>
internal sealed class ChaosSweep(ChaosRun run, TextWriter output)
{
    private const int LongestStory = 40;

    private readonly ConcurrentDictionary<AwsFaultKind, int> _happened = [];
    private readonly ConcurrentBag<int> _failed = [];

    /// <returns>The seeds that failed, in order.</returns>
    public async Task<ImmutableArray<int>> RunAsync(int first, int count, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var judgement = await Judgement.CreateAsync(run, asksQueries: true, cancellationToken);
        await Parallel.ForEachAsync(
            Enumerable.Range(first, count),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancellationToken,
            },
            async (seed, stop) =>
            {
                var text = await TellAsync(judgement, seed, stop);
                lock (_failed)
                {
                    output.Write(text);
                }
            });
        ImmutableArray<int> failed = [.. _failed.Order()];
        output.WriteLine(Line(
            $"{count} seeds in {watch.Elapsed.TotalSeconds:0} s, {count / watch.Elapsed.TotalMinutes:0} a minute."));
        output.WriteLine("The faults that happened: "
            + string.Join(", ", _happened.OrderBy(kind => kind.Key).Select(kind => Line($"{kind.Key} {kind.Value}"))));
        output.WriteLine(failed.IsEmpty
            ? "No seed failed."
            : Line($"{failed.Length} seeds failed: {string.Join(", ", failed)}."));
        return failed;
    }

    private async Task<string> TellAsync(Judgement judgement, int seed, CancellationToken cancellationToken)
    {
        var faults = FaultSeed.Create(seed, judgement.Reference.Passed);
        var (outcome, wrong) = await judgement.JudgeAsync(faults, cancellationToken);
        foreach (var fault in outcome.Happened)
        {
            _happened.AddOrUpdate(fault.Kind, 1, (_, before) => before + 1);
        }

        var absent = judgement.Reference.Extracted.Except(outcome.Extracted).Count;
        var text = new StringBuilder();
        text.AppendLine(Line($"Seed {seed}: {Verdict(wrong, absent)}"));
        foreach (var fault in faults)
        {
            text.AppendLine($"  {fault}{(outcome.Happened.Contains(fault) ? "" : " (it did not come to that)")}");
        }

        if (!wrong.IsEmpty)
        {
            _failed.Add(seed);
            await AddStoryAsync(text, judgement, outcome, wrong, cancellationToken);
        }

        return text.ToString();
    }

    private static string Verdict(ImmutableArray<string> wrong, int absent) =>
        !wrong.IsEmpty ? "FAILED"
        : absent == 0 ? "the same tables"
        : Line($"{absent} days of playlists are absent and were told, and the other tables are the same");

    /// <summary>Adds the shortest list of faults that fails, what is wrong, and how it came.</summary>
    private static async Task AddStoryAsync(
        StringBuilder text,
        Judgement judgement,
        ChaosOutcome found,
        ImmutableArray<string> foundWrong,
        CancellationToken cancellationToken)
    {
        var shortest = await Shrinking.ShrinkAsync(
            found.Faults,
            async fewer => !(await judgement.JudgeAsync(fewer, cancellationToken)).Wrong.IsEmpty);
        var (outcome, wrong) = await judgement.JudgeAsync(shortest, cancellationToken);
        if (wrong.IsEmpty)
        {
            // It depends on the order of what goes on at once.
            (outcome, wrong) = (found, ["It fails only now and then; at first so:", .. foundWrong]);
        }

        Add("The shortest list of faults that fails", shortest.Select(fault => $"{fault}"));
        Add("What is wrong", wrong.Take(LongestStory));
        Add("How it came", outcome.Story
            .Where(entry => entry.Kind is TimelineEntryKind.Warning or TimelineEntryKind.Failure
                || entry.Source is TimelineSource.Run or TimelineSource.Sns)
            .TakeLast(LongestStory)
            .Select(entry => Line($"{entry.Time:MM-dd HH:mm} {entry.Source}: {entry.Text}")));

        void Add(string title, IEnumerable<string> lines)
        {
            text.AppendLine($"  {title}:");
            foreach (var line in lines)
            {
                text.AppendLine($"    {line}");
            }
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

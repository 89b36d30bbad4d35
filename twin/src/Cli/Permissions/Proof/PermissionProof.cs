using System.Diagnostics;
using Twin.Aws.Lambda;

namespace Twin.Cli.Permissions.Proof;

/// <summary>The proof that each permission of the roles is needed, or stands on the list of those that no run can show:
/// each one that a run uses is removed, and the run must fail by its name.</summary>
internal sealed class PermissionProof(
    ImmutableArray<ProvedRun> runs, IFunctionRuntime functions, TextWriter output)
{
    private readonly List<Baseline> _baselines = [];
    private readonly List<string> _contradictions = [];

    /// <summary>The findings that contradict the proof; empty: it holds.</summary>
    public IReadOnlyList<string> Contradictions => _contradictions;

    /// <summary>The permissions that some run used.</summary>
    public ImmutableHashSet<Grant> Used => [.. _baselines.SelectMany(baseline => baseline.Used)];

    /// <summary>Runs the set with all permissions, and compares what no run used with the list.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        foreach (var run in runs)
        {
            var watch = Stopwatch.StartNew();
            var outcome = await run.RunAsync(stack => stack, _ => { }, functions, cancellationToken);
            var granted = Grant.Of(outcome.Stack);
            var used = granted.Except(Grant.Unused(outcome.Stack, outcome.Record));
            _baselines.Add(new Baseline(run, granted, used, watch.Elapsed));
            Contradict(outcome.Record.Denied.Select(denied =>
                $"{run.Name}: IAM refused {denied.Action} on {denied.Resource}."));
            output.WriteLine(Line(
                $"{run.Name}: {used.Count} of {granted.Count} permissions used, {watch.Elapsed.TotalSeconds:0.0} s"));
        }

        var (never, listed) = (Granted.Except(Used), NotShown.All.Keys.ToImmutableHashSet());
        Contradict(Sorted(never.Except(listed)).Select(grant => $"no run uses {grant}"));
        Contradict(Sorted(listed.Except(never)).Select(grant => $"{grant} is on the list, and is used"));
        output.WriteLine(Line(
            $"{Granted.Count} permissions: {Used.Count} used, {never.Count} that no run shows"));
    }

    /// <summary>Removes all permissions of the list at once: no run may miss one of them.</summary>
    public async Task RemoveUnusedAsync(CancellationToken cancellationToken)
    {
        foreach (var baseline in _baselines)
        {
            if (await RefusalAsync(baseline.Run, [.. NotShown.All.Keys], cancellationToken) is { } refused)
            {
                Contradict([$"{baseline.Run.Name} misses a permission of the list: {refused}"]);
            }
        }

        output.WriteLine(Line($"Without the {NotShown.All.Count} permissions of the list, each run was tried again."));
    }

    /// <summary>Removes one permission in the fastest run that uses it: it must fail by the action's name.</summary>
    public async Task RemoveAsync(Grant grant, CancellationToken cancellationToken)
    {
        var baseline = _baselines.Where(found => found.Used.Contains(grant)).MinBy(found => found.Elapsed)!;
        var refused = await RefusalAsync(baseline.Run, [grant], cancellationToken);
        if (refused?.Contains(grant.Action, StringComparison.Ordinal) is true)
        {
            output.WriteLine($"{grant}: {baseline.Run.Name}: {refused}");
        }
        else
        {
            Contradict([$"{grant} is removed, and {baseline.Run.Name} "
                + (refused is null ? "goes on" : $"names another: {refused}")]);
        }
    }

    private ImmutableHashSet<Grant> Granted => [.. _baselines.SelectMany(baseline => baseline.Granted)];

    /// <summary>The reason why a run without these permissions fails, at its first refusal, which fails any run; null
    /// if it goes on to its end.</summary>
    private async Task<string?> RefusalAsync(
        ProvedRun run, ImmutableHashSet<Grant> removed, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string? first = null;
        try
        {
            await run.RunAsync(
                stack => Grant.Without(stack, removed),
                refusal =>
                {
                    first ??= refusal;
                    stop.Cancel();
                },
                functions,
                stop.Token);
        }
        catch (RunFailedException failed)
        {
            first ??= failed.Message;
        }
        catch (Exception) when (first is not null)
        {
            // The run was stopped at its refusal; what broke off says no more.
        }

        return first;
    }

    private void Contradict(IEnumerable<string> findings)
    {
        foreach (var finding in findings)
        {
            _contradictions.Add(finding);
            output.WriteLine($"CONTRADICTION: {finding}");
        }
    }

    private static IEnumerable<Grant> Sorted(IEnumerable<Grant> grants) =>
        grants.OrderBy(grant => $"{grant}", StringComparer.Ordinal);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);

    private sealed record Baseline(
        ProvedRun Run, ImmutableHashSet<Grant> Granted, ImmutableHashSet<Grant> Used, TimeSpan Elapsed);
}

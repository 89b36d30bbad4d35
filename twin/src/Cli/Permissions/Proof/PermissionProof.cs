using System.Diagnostics;
using Twin.Aws.Lambda;

namespace Twin.Cli.Permissions.Proof;

/// <summary>The proof that each permission is needed, or stands on the list of those that no run can show: each one is
/// removed, and a run must fail by its name. Without one that denies, a call must be possible that is
/// forbidden.</summary>
internal sealed class PermissionProof(
    ImmutableArray<ProvedRun> runs, IFunctionRuntime functions, TextWriter output)
{
    private readonly List<Baseline> _baselines = [];
    private readonly List<string> _contradictions = [];

    /// <summary>The findings that contradict the proof; empty: it holds.</summary>
    public IReadOnlyList<string> Contradictions => _contradictions;

    /// <summary>The permissions of roles that some run used, and all others, whose use is not measured, that are not on
    /// the list.</summary>
    public ImmutableHashSet<Grant> Used => [.. _baselines.SelectMany(baseline => baseline.Used)];

    /// <summary>The used ones that are not of the roles' own policies, denials included.</summary>
    public ImmutableHashSet<Grant> OfResources =>
        Used.Intersect(_baselines.SelectMany(baseline => Grant.OfResources(baseline.Stack)));

    /// <summary>Runs the set with all permissions, and compares what no run used with the list.</summary>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        foreach (var run in runs)
        {
            var watch = Stopwatch.StartNew();
            var outcome = await run.RunAsync(stack => stack, _ => { }, functions, cancellationToken);
            var granted = Grant.Of(outcome.Stack);
            var used = granted.Except(Grant.Unused(outcome.Stack, outcome.Record));
            var ofResources = Grant.OfResources(outcome.Stack);
            _baselines.Add(new Baseline(
                run, outcome.Stack, outcome.Record.Failures, granted.Union(ofResources),
                used.Union(ofResources.Except(NotShown.All.Keys)), watch.Elapsed));
            Contradict(outcome.Record.Denied.Select(denied =>
                $"{run.Name}: IAM refused {denied.Action} on {denied.Resource}."));
            output.WriteLine($"{run.Name}: {used.Count} of {granted.Count} permissions of roles used, "
                + Line($"{watch.Elapsed.TotalSeconds:0.0} s"));
        }

        var (never, listed) = (Granted.Except(Used), NotShown.All.Keys.ToImmutableHashSet());
        Contradict(Sorted(never.Except(listed)).Select(grant => $"no run uses {grant}"));
        Contradict(Sorted(listed.Except(never)).Select(grant => $"{grant} is on the list, and is used"));
        output.WriteLine(Line(
            $"{Granted.Count} permissions and denials: {Used.Count} to be shown, {never.Count} on the list"));
    }

    /// <summary>Removes all permissions of the list at once: no run may miss one of them.</summary>
    public async Task RemoveUnusedAsync(CancellationToken cancellationToken)
    {
        foreach (var baseline in _baselines)
        {
            if (await RefusalAsync(baseline, [.. NotShown.All.Keys], cancellationToken) is { } refused)
            {
                Contradict([$"{baseline.Run.Name} misses a permission of the list: {refused}"]);
            }
        }

        output.WriteLine(Line($"Without the {NotShown.All.Count} permissions of the list, each run was tried again."));
    }

    /// <summary>Removes one permission in the runs that use it, the fastest first: one must fail by the action's
    /// name.</summary>
    public async Task RemoveAsync(Grant grant, CancellationToken cancellationToken)
    {
        var baselines = _baselines.Where(found => found.Used.Contains(grant)).OrderBy(found => found.Elapsed).ToList();
        if (ForbiddenCall.Of(grant) is { IsEmpty: false } forbidden)
        {
            Allow(grant, forbidden, baselines[0].Stack);
            return;
        }

        foreach (var baseline in baselines)
        {
            var refused = await RefusalAsync(baseline, [grant], cancellationToken);
            if (refused?.Contains(grant.Action, StringComparison.Ordinal) is true)
            {
                output.WriteLine($"{grant}: {baseline.Run.Name}: {refused}");
                return;
            }

            if (refused is not null)
            {
                Contradict([$"{grant} is removed, and {baseline.Run.Name} names another: {refused}"]);
                return;
            }
        }

        Contradict([$"{grant} is removed, and no run misses it"]);
    }

    /// <summary>Removes one denial: each call that it forbids must be possible then, and not before.</summary>
    private void Allow(Grant denial, ImmutableArray<ForbiddenCall> forbidden, DeclaredStack stack)
    {
        var without = Grant.Without(stack, ImmutableHashSet.Create(denial));
        foreach (var call in forbidden)
        {
            switch (call.IsRefused(stack), call.IsRefused(without))
            {
                case (true, false):
                    output.WriteLine($"{denial}: only this forbids {call}");
                    break;
                case (false, _):
                    Contradict([$"{denial} does not forbid {call}"]);
                    break;
                default:
                    Contradict([$"{denial} is removed, and another still forbids {call}"]);
                    break;
            }
        }
    }

    private ImmutableHashSet<Grant> Granted => [.. _baselines.SelectMany(baseline => baseline.Granted)];

    /// <summary>The reason why a run without these permissions fails, at its first refusal, which fails any run; null
    /// if it goes on to its end, and fails for nothing new.</summary>
    private async Task<string?> RefusalAsync(
        Baseline baseline, ImmutableHashSet<Grant> removed, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string? first = null;
        try
        {
            var outcome = await baseline.Run.RunAsync(
                stack => Grant.Without(stack, removed),
                refusal =>
                {
                    first ??= refusal;
                    stop.Cancel();
                },
                functions,
                stop.Token);
            first ??= outcome.Record.Failures.Except(baseline.Failures).FirstOrDefault();
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
        ProvedRun Run,
        DeclaredStack Stack,
        ImmutableArray<string> Failures,
        ImmutableHashSet<Grant> Granted,
        ImmutableHashSet<Grant> Used,
        TimeSpan Elapsed);
}

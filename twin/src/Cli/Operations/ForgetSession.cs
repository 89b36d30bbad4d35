using System.Text.Json.Serialization;
using Functions.Forget;
using Functions.Lake;
using Infra.Settings;
using Twin.Cli.Terminal;

namespace Twin.Cli.Operations;

/// <summary>A person forgets a playlist, a user or plays: sees what there is, agrees, and the function removes it in
/// parts. Then the publication makes the analytics tables again. What a call leaves, the next one finishes.</summary>
internal sealed class ForgetSession(
    IOperationTarget target, ForgetEvent subject, IUserPrompt prompt, TextWriter output)
{
    // Each walk finds what came while the one before it went on: a second one finds nothing, unless something writes.
    private const int MaxWalks = 5;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private string Name => subject.Playlist ?? subject.User ?? "plays";

    /// <summary>Shows what there is and, with consent, forgets it.</summary>
    /// <returns>True if nothing is left; false if something is, which the output names.</returns>
    public async Task<bool> RunAsync(bool yes, CancellationToken cancellationToken)
    {
        var shown = await WalkAsync(ForgetEvent.Show, cancellationToken);
        if (IsOfResults(shown) && !shown.IsOpen)
        {
            output.WriteLine($"There is nothing of {Name}. If a result of a query has something, it is deleted after "
                + $"{KnownSettings.QueryResultRetentionDays.Key}.");
            return true;
        }

        Report("There are", shown.Found);

        if (shown.IsOpen)
        {
            output.WriteLine("An earlier call has begun, and is finished now.");
        }

        if (!Agrees(yes))
        {
            output.WriteLine("Nothing was removed.");
            return true;
        }

        var removed = await RemoveAsync(cancellationToken);
        await ForgetFailuresAsync(cancellationToken);
        await RepairAsync(cancellationToken);
        await InvokeAsync(ForgetEvent.Erase, null, cancellationToken);
        var isErased = await target.IsDoneAsync(
            async () => !(await InvokeAsync(ForgetEvent.Wait, null, cancellationToken)).IsOpen, cancellationToken);
        var last = await RemoveAsync(cancellationToken);
        var isClosed = isErased
            && last.LockedUntil is null
            && !(await InvokeAsync(ForgetEvent.Close, null, cancellationToken)).IsOpen;
        var (failures, note) = await target.CommitAsync(cancellationToken);
        failures.ToList().ForEach(prompt.Inform);
        Report("Removed, or written again without it:", ForgetReport.Sum(removed.Found, last.Found));
        if (last.LockedUntil is { } until)
        {
            prompt.Inform(Line($"Object Lock keeps versions until {until:u}. Repeat the command then: it finishes."));
        }
        else if (!isErased)
        {
            prompt.Inform("The publication has not made the analytics tables again: see its alarm, and repeat the "
                + "command. It finishes.");
        }
        else if (!isClosed)
        {
            prompt.Inform("Something was written meanwhile. Repeat the command: it finishes.");
        }

        Warn(last.Configured || shown.Configured);
        if (note is not null)
        {
            output.WriteLine(note);
        }

        return isClosed && failures.Count == 0;
    }

    private bool Agrees(bool yes)
    {
        if (yes)
        {
            return true;
        }

        if (prompt.IsInteractive)
        {
            return prompt.Ask($"This cannot be undone. To forget it, type {Name}:") == Name;
        }

        output.WriteLine("To forget it, repeat the command with --yes.");
        return false;
    }

    private void Warn(bool isConfigured)
    {
        if (subject.Plays)
        {
            output.WriteLine($"With the setting {KnownSettings.Plays.Key}, Spotify's last 50 plays are read again.");
        }
        else if (isConfigured)
        {
            prompt.Inform($"The setting {KnownSettings.Playlists.Key} names {Name}: it is read again at the next "
                + "extraction. Change the setting and deploy, then repeat the command.");
        }
        else
        {
            output.WriteLine($"What Spotify still gives is read again: a playlist that {KnownSettings.Playlists.Key} "
                + "finds, and users on the playlists that are read.");
        }
    }

    /// <summary>Removes until a walk finds nothing but results of queries, which come at any time.</summary>
    private async Task<ForgetReport> RemoveAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, int> all = new Dictionary<string, int>();
        for (var walk = 1; ; walk++)
        {
            var removed = await WalkAsync(ForgetEvent.Remove, cancellationToken);
            all = ForgetReport.Sum(all, removed.Found);
            if (IsOfResults(removed))
            {
                return removed with { Found = all };
            }

            if (walk == MaxWalks)
            {
                throw new RunFailedException(
                    $"After {MaxWalks} walks there is still something of {Name}: something writes it again. Repeat "
                    + "the command when no extraction runs.");
            }
        }
    }

    /// <summary>Makes the tables that are missing of what is left. What cannot be made has nothing of the
    /// subject.</summary>
    private async Task RepairAsync(CancellationToken cancellationToken)
    {
        try
        {
            await target.InvokeRepairAsync("{}"u8.ToArray(), cancellationToken);
            if (!target.HasTransform
                && subject.Playlist is null
                && (await target.RunJobAsync(new Dictionary<string, string>(), cancellationToken)).Error is { } error)
            {
                prompt.Inform(error);
            }
        }
        catch (RunFailedException failed)
        {
            prompt.Inform(failed.Message);
        }
    }

    private async Task ForgetFailuresAsync(CancellationToken cancellationToken)
    {
        // Messages have keys, and these have playlists.
        if (subject.Playlist is not { } playlist)
        {
            return;
        }

        var waiting = new OrderedDictionary<string, FailedEvent>(StringComparer.Ordinal);
        try
        {
            await target.ReceiveAllAsync(waiting, cancellationToken);
            var prefix = RawSnapshot.PrefixOf(playlist);
            foreach (var failed in waiting.Values.Where(failed => failed.Mentions(prefix)).ToList())
            {
                await target.DeleteAsync(failed, cancellationToken);
                waiting.Remove(failed.Id);
            }
        }
        finally
        {
            await target.ReleaseAsync([.. waiting.Values]);
        }
    }

    private async Task<ForgetReport> WalkAsync(string step, CancellationToken cancellationToken)
    {
        var sum = await InvokeAsync(step, null, cancellationToken);
        while (sum.Next is { } next)
        {
            var part = await InvokeAsync(step, next, cancellationToken);
            if (part.Next == next)
            {
                throw new RunFailedException($"The forget function does not get past {next}. See its log.");
            }

            sum = part with
            {
                Found = ForgetReport.Sum(sum.Found, part.Found),
                LockedUntil = part.LockedUntil is null || sum.LockedUntil > part.LockedUntil
                    ? sum.LockedUntil
                    : part.LockedUntil,
                Configured = sum.Configured || part.Configured,
            };
        }

        return sum;
    }

    private async Task<ForgetReport> InvokeAsync(string step, string? after, CancellationToken cancellationToken)
    {
        var answer = await target.InvokeForgetAsync(
            JsonSerializer.SerializeToUtf8Bytes(subject with { Step = step, After = after }, Json), cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<ForgetReport>(answer)
                ?? throw new RunFailedException("The forget function has given no answer.");
        }
        catch (JsonException broken)
        {
            throw new RunFailedException($"The forget function's answer cannot be read: {broken.Message}");
        }
    }

    private static bool IsOfResults(ForgetReport report) =>
        report.Found.Keys.All(place => place == ForgetReport.Results);

    private void Report(string title, IReadOnlyDictionary<string, int> found)
    {
        if (found.Count > 0)
        {
            output.WriteLine(title);
            foreach (var (place, count) in found.OrderBy(place => place.Key, StringComparer.Ordinal))
            {
                output.WriteLine(Line($"  {place}: {count} versions of objects"));
            }
        }
    }

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}

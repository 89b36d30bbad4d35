using System.Globalization;
using System.Text.Json;
using Local.Cli.Login;

namespace Local.Cli.Operations;

/// <summary>
/// Gives what waits in the failure queue to the functions again. A message is deleted only when Lambda has taken an
/// event for it, so that nothing is lost in between; what comes twice does no harm.
/// </summary>
/// <remarks>
/// A transform gets its own event: the raw snapshot that it names is there for good. A schedule's event is not given
/// back, since its moment is past: an extraction would store what Spotify tells now under the day of then, and one
/// reconcile does what many have left. Instead the schedule's function gets one event of now for all of them.
/// </remarks>
internal sealed class RedriveSession(ILake lake, IPerson person, TextWriter output)
{
    // By their ids, in the order in which they came.
    private readonly OrderedDictionary<string, FailedEvent> _waiting = new(StringComparer.Ordinal);
    private int _taken;

    /// <summary>Redrives all that waits now; what fails again meanwhile comes in a message of its own, and waits.
    /// </summary>
    /// <returns>Whether nothing is left of it, and nothing is known to have failed again.</returns>
    /// <exception cref="RunFailedException">The queue or a function cannot be reached; what was not taken is
    /// there still.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReceiveAllAsync(cancellationToken);
            await RedriveAllAsync(cancellationToken);
        }
        finally
        {
            await lake.ReleaseAsync([.. _waiting.Values]);
        }

        var left = _waiting.Count;
        var (again, note) = await lake.KeepAsync(cancellationToken);
        foreach (var failure in again)
        {
            person.Tell($"It failed again: {failure}");
        }

        output.WriteLine((_taken, left) switch
        {
            (0, 0) => "Nothing waits in the failure queue.",
            (_, 0) => Line($"{_taken} messages were redriven."),
            _ => Line($"{_taken} messages were redriven, and {left} were left in the queue."),
        });
        if (note is not null)
        {
            output.WriteLine(note);
        }

        return left == 0 && again.Count == 0;
    }

    private async Task RedriveAllAsync(CancellationToken cancellationToken)
    {
        var ofSchedules = new List<FailedEvent>();
        foreach (var failed in _waiting.Values.ToList())
        {
            if (RefusalOf(failed) is { } refusal)
            {
                person.Tell(refusal);
            }
            else if (IsOfSchedule(failed))
            {
                ofSchedules.Add(failed);
            }
            else
            {
                await lake.InvokeLaterAsync(failed.Function, failed.Payload, cancellationToken);
                await DeleteAsync(failed, cancellationToken);
                output.WriteLine(Line($"{failed.Function} has it again: {Shortened(failed.Reason)}"));
            }
        }

        foreach (var ofOne in ofSchedules.GroupBy(failed => failed.Function))
        {
            await RunNowAsync(ofOne.Key, [.. ofOne], cancellationToken);
        }
    }

    /// <summary>A whole round before anything is given back: what comes later is not among it.</summary>
    private async Task ReceiveAllAsync(CancellationToken cancellationToken)
    {
        int before;
        do
        {
            before = _waiting.Count;
            foreach (var failed in await lake.ReceiveAsync(cancellationToken))
            {
                // The handle that was given last is the one that counts.
                _waiting[failed.Id] = failed;
            }
        }
        while (_waiting.Count > before);
    }

    private async Task RunNowAsync(
        string function, IReadOnlyList<FailedEvent> failures, CancellationToken cancellationToken)
    {
        await lake.InvokeLaterAsync(function, lake.EventOfNow, cancellationToken);
        foreach (var failed in failures)
        {
            await DeleteAsync(failed, cancellationToken);
        }

        output.WriteLine(lake.FunctionOf(function) == LakeFunction.Extract
            ? Line($"{function} reads Spotify now, once for {failures.Count} that failed: their days are past, and ")
                + "Spotify tells only what is there now."
            : Line($"{function} reconciles now, once for {failures.Count} that failed."));
    }

    private async Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken)
    {
        await lake.DeleteAsync(failed, cancellationToken);
        _waiting.Remove(failed.Id);
        _taken++;
    }

    private string? RefusalOf(FailedEvent failed)
    {
        if (!failed.IsFailure)
        {
            return $"Left in the queue: the message {failed.Id} is no failure message, as it does not describe a "
                + $"failed invocation. {lake.WayToDiscard}";
        }

        var why = lake.FunctionOf(failed.Function) switch
        {
            null => "no function of this stack has that name",
            LakeFunction.Extract when !lake.HasSpotify =>
                "it reads Spotify, and there is none between two runs: run the stack again",
            _ => null,
        };
        return why is null
            ? null
            : Line($"Left in the queue, of {failed.Function} at {failed.FailedAt:u}: {why}.");
    }

    private bool IsOfSchedule(FailedEvent failed) => lake.FunctionOf(failed.Function) switch
    {
        LakeFunction.Extract => true,
        LakeFunction.Repair => !IsAsked(failed.Payload),
        _ => false,
    };

    /// <summary>Whether somebody asked the repair for a part of a replay.</summary>
    private static bool IsAsked(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty("action", out var action)
            && action.ValueKind != JsonValueKind.Null;
    }

    private static string Shortened(string reason) => reason.Length <= 200 ? reason : reason[..199] + "…";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

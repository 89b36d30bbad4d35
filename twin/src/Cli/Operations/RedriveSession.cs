using Twin.Cli.Terminal;

namespace Twin.Cli.Operations;

/// <summary>Sends the events of the failure queue to their functions again. A message is deleted only after Lambda has
/// accepted its event, so no event is lost; an event that comes twice does no harm.</summary>
/// <remarks>A transform gets its own event: the raw snapshot that it names is never deleted. A schedule's event is
/// not repeated, since its time is past: an extraction would store Spotify's present content under a past day, and
/// one reconcile makes up for many. Instead the schedule's function gets one present event for all of them; a
/// firing for plays gets none, since the next one reads the same.</remarks>
internal sealed class RedriveSession(IOperationTarget target, IUserPrompt prompt, TextWriter output)
{
    // The messages by their ids, in the order of their arrival.
    private readonly OrderedDictionary<string, FailedEvent> _waiting = new(StringComparer.Ordinal);
    private int _taken;

    /// <summary>Redrives all messages that wait now; an event that fails again comes as a new message, and
    /// waits.</summary>
    /// <returns><c>true</c> if none of them is left and none is known to have failed again; otherwise,
    /// <c>false</c>.</returns>
    /// <exception cref="RunFailedException">The queue or a function cannot be reached; messages that were not accepted
    /// are still in the queue.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Before any event is sent: later messages are not among them.
            await target.ReceiveAllAsync(_waiting, cancellationToken);
            await RedriveAllAsync(cancellationToken);
        }
        finally
        {
            await target.ReleaseAsync([.. _waiting.Values]);
        }

        var left = _waiting.Count;
        var (again, note) = await target.CommitAsync(cancellationToken);
        foreach (var failure in again)
        {
            prompt.Inform($"It failed again: {failure}");
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
            if (failed.Request is { } request)
            {
                await DeleteAsync(failed, cancellationToken);
                output.WriteLine($"{request} has not started a publication. The next one publishes its days too. To have "
                    + "it now: dotnet dev.cs publish --stack NAME");
            }
            else if (target.FunctionOf(failed.Function) == StackFunction.Extract && Has(failed.Payload, "read"))
            {
                await DeleteAsync(failed, cancellationToken);
                output.WriteLine(Line($"{failed.Function} of {failed.FailedAt:u} has not read the last plays. ")
                    + "The next firing reads the same plays, so its event is not sent again.");
            }
            else if (RefusalOf(failed) is { } refusal)
            {
                prompt.Inform(refusal);
            }
            else if (IsOfSchedule(failed))
            {
                ofSchedules.Add(failed);
            }
            else
            {
                await target.EnqueueAsync(failed.Function, failed.Payload, cancellationToken);
                await DeleteAsync(failed, cancellationToken);
                output.WriteLine(Line($"{failed.Function} gets its event again: {Shortened(failed.Reason)}"));
            }
        }

        foreach (var ofOne in ofSchedules.GroupBy(failed => failed.Function))
        {
            await RunNowAsync(ofOne.Key, [.. ofOne], cancellationToken);
        }
    }

    private async Task RunNowAsync(
        string function, IReadOnlyList<FailedEvent> failures, CancellationToken cancellationToken)
    {
        await target.EnqueueAsync(function, target.ScheduleEvent, cancellationToken);
        foreach (var failed in failures)
        {
            await DeleteAsync(failed, cancellationToken);
        }

        output.WriteLine(target.FunctionOf(function) == StackFunction.Extract
            ? Line($"{function} reads Spotify now, once for {failures.Count} failed runs: their days are past, and ")
                + "Spotify returns only its present content."
            : Line($"{function} reconciles now, once for {failures.Count} failed runs."));
    }

    private async Task DeleteAsync(FailedEvent failed, CancellationToken cancellationToken)
    {
        await target.DeleteAsync(failed, cancellationToken);
        _waiting.Remove(failed.Id);
        _taken++;
    }

    private string? RefusalOf(FailedEvent failed)
    {
        if (!failed.IsFailure)
        {
            return $"Left in the queue: the message {failed.Id} is not a failure message, as it does not describe a "
                + $"failed invocation. {target.DiscardAdvice}";
        }

        var why = target.FunctionOf(failed.Function) switch
        {
            null => "no function of this stack has that name",
            StackFunction.Extract when !target.HasSpotify =>
                "it reads Spotify, which this machine has only during a run: run the stack again",
            _ => null,
        };
        return why is null
            ? null
            : Line($"Left in the queue, of {failed.Function} at {failed.FailedAt:u}: {why}.");
    }

    private bool IsOfSchedule(FailedEvent failed) => target.FunctionOf(failed.Function) switch
    {
        StackFunction.Extract => true,
        StackFunction.Repair => !Has(failed.Payload, "action"),
        _ => false,
    };

    private static bool Has(ReadOnlyMemory<byte> payload, string name)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.ValueKind == JsonValueKind.Object
            && json.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null;
    }

    private static string Shortened(string reason) => reason.Length <= 200 ? reason : reason[..199] + "…";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

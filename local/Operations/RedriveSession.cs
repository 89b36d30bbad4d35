using System.Globalization;
using Local.Login;

namespace Local.Operations;

/// <summary>
/// Gives what waits in the failure queue to the functions again, each event to the function that failed. A message is
/// deleted only when Lambda has taken its event, so that nothing is lost in between; what comes twice does no harm.
/// </summary>
internal sealed class RedriveSession(ILake lake, IPerson person, TextWriter output, TimeProvider time)
{
    /// <summary>Redrives all that has failed before now.</summary>
    /// <returns>Whether nothing is left of it, and nothing is known to have failed again.</returns>
    /// <exception cref="RunFailedException">The queue or a function cannot be reached; what was not taken is
    /// there still.</exception>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        // What fails again while this goes on comes to the same queue, and would be given back for ever.
        var started = time.GetUtcNow();
        var (sent, left) = (0, 0);
        while (await lake.ReceiveAsync(cancellationToken) is { Count: > 0 } received)
        {
            foreach (var failed in received)
            {
                if (failed.FailedAt >= started)
                {
                    Leave(failed, "it failed just now");
                }
                else if (lake.RefusalOf(failed.Function) is { } refusal)
                {
                    Leave(failed, refusal);
                }
                else
                {
                    await lake.InvokeLaterAsync(failed.Function, failed.Payload, cancellationToken);
                    await lake.DeleteAsync(failed, cancellationToken);
                    sent++;
                    output.WriteLine(Line($"{failed.Function} has it again: {Shortened(failed.Reason)}"));
                }
            }
        }

        var again = await lake.KeepAsync(cancellationToken);
        foreach (var failure in again)
        {
            person.Tell($"It failed again: {failure}");
        }

        output.WriteLine((sent, left) switch
        {
            (0, 0) => "Nothing waits in the failure queue.",
            (_, 0) => Line($"{sent} events were given to their functions again."),
            _ => Line($"{sent} events were given to their functions again, and {left} were left in the queue."),
        });
        return left == 0 && again.Count == 0;

        void Leave(FailedEvent failed, string why)
        {
            left++;
            person.Tell(Line($"Left in the queue, of {failed.Function} at {failed.FailedAt:u}: {why}."));
        }
    }

    private static string Shortened(string reason) => reason.Length <= 200 ? reason : reason[..199] + "…";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

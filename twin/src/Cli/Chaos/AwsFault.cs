namespace Twin.Cli.Chaos;

/// <summary>One fault on AWS's side.</summary>
/// <param name="Place">The call or the event, as <see cref="Places"/> names it.</param>
/// <param name="First">The first time that it happens there, from 1.</param>
/// <param name="Times">The times that it happens in a row.</param>
/// <param name="Time">The delay of an event, or the error of a clock.</param>
internal sealed record AwsFault(
    AwsFaultKind Kind, string Place, int First = 1, int Times = 1, TimeSpan Time = default)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Place}, {(Times == 1 ? $"time {First}" : $"times {First} to {First + Times - 1}")}: {What}");

    private string What => Kind switch
    {
        AwsFaultKind.Throttled => "it is throttled",
        AwsFaultKind.FailsBefore => "AWS fails before it took effect",
        AwsFaultKind.FailsAfter => "AWS fails after it took effect",
        AwsFaultKind.CutBefore => "the connection is cut before it took effect",
        AwsFaultKind.CutAfter => "the connection is cut after it took effect",
        AwsFaultKind.CutAnswer => "the answer is cut in its middle",
        AwsFaultKind.KeyRefused => "KMS refuses the key",
        AwsFaultKind.Conflict => "409 ConditionalRequestConflict",
        AwsFaultKind.KilledBefore => "the function is killed before it took effect",
        AwsFaultKind.KilledAfter => "the function is killed after it took effect",
        AwsFaultKind.OutOfMemory => "the function is out of memory",
        AwsFaultKind.TimedOut => "it is never answered, and the function is killed at its time limit",
        AwsFaultKind.OutOfTime => "it is never answered, and the function notices that its time is over",
        AwsFaultKind.Another => "the same event comes once more, and is handled meanwhile",
        AwsFaultKind.ClockPut =>
            $"the function's clock jumps by {Time.TotalSeconds.ToString("+0;-0", CultureInfo.InvariantCulture)} s",
        AwsFaultKind.StateFailsBefore => "the service fails before it took effect",
        AwsFaultKind.StateFailsAfter => "the service fails after it took effect",
        AwsFaultKind.StateTimesOut => "it takes too long, and takes effect",
        AwsFaultKind.ExecutionDies => "the execution dies",
        AwsFaultKind.AnotherExecution => "another execution runs meanwhile",
        AwsFaultKind.EventTwice => "the event comes twice",
        AwsFaultKind.EventLate => $"the event comes {Time.TotalHours.ToString(CultureInfo.InvariantCulture)} h late",
        AwsFaultKind.EventLost => "the event never comes",
        _ => "Lambda runs the event twice",
    };
}

internal enum AwsFaultKind
{
    // Answers to a function. S3 and Parameter Store pass on a throttled call of KMS as their own.
    Throttled,
    FailsBefore,
    FailsAfter,
    CutBefore,
    CutAfter,
    CutAnswer,
    Conflict,
    KeyRefused,

    // A function, at one of its calls.
    KilledBefore,
    KilledAfter,
    OutOfMemory,
    TimedOut,
    OutOfTime,
    Another,
    ClockPut,

    // Calls of the publication's states.
    StateFailsBefore,
    StateFailsAfter,
    StateTimesOut,
    ExecutionDies,
    AnotherExecution,

    // Events.
    EventTwice,
    EventLate,
    EventLost,
    RunTwice,
}

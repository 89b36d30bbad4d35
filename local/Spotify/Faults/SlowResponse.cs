using Local.Spotify.Http;

namespace Local.Spotify.Faults;

/// <summary>The right response, late.</summary>
/// <param name="Delay"><see cref="Timeout.InfiniteTimeSpan"/>: it never comes.</param>
internal sealed record SlowResponse(TimeSpan Delay) : Fault
{
    /// <inheritdoc/>
    public override string Name => (Delay == Timeout.InfiniteTimeSpan, WithinBody) switch
    {
        (true, true) => "no end of an answer",
        (true, false) => "no answer",
        (false, true) => "slow body",
        (false, false) => "slow answer",
    };

    /// <summary>Whether half of the body comes at once: then it is the other half that takes its time.</summary>
    public bool WithinBody { get; init; }

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        WithinBody ? real() with { DelayWithinBody = Delay } : real() with { Delay = Delay };
}

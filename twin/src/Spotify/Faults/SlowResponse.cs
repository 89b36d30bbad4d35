using Twin.Spotify.Http;

namespace Twin.Spotify.Faults;

/// <param name="Delay">The delay; <see cref="Timeout.InfiniteTimeSpan"/>: the response never comes.</param>
internal sealed record SlowResponse(TimeSpan Delay) : Fault
{
    public override string Name => (Delay == Timeout.InfiniteTimeSpan, WithinBody) switch
    {
        (true, true) => "no end of an answer",
        (true, false) => "no answer",
        (false, true) => "slow body",
        (false, false) => "slow answer",
    };

    /// <summary>True to send the first half of the body at once and delay the second.</summary>
    public bool WithinBody { get; init; }

    internal override SandboxResponse Respond(Func<SandboxResponse> real) =>
        WithinBody ? real() with { DelayWithinBody = Delay } : real() with { Delay = Delay };
}

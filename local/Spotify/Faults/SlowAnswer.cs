namespace Local.Spotify.Faults;

/// <summary>The right answer, late.</summary>
/// <param name="Delay"><see cref="Timeout.InfiniteTimeSpan"/>: it never comes.</param>
public sealed record SlowAnswer(TimeSpan Delay) : Mishap
{
    /// <inheritdoc/>
    public override string Name => Delay == Timeout.InfiniteTimeSpan ? "no answer" : "slow answer";

    internal override SandboxAnswer Answer(Func<SandboxAnswer> real) => real() with { Delay = Delay };
}

namespace Local.Spotify.Faults;

/// <summary>401 to a token that is good: seen in July 2026, for moments.</summary>
internal sealed record Unauthorized : Fault
{
    /// <inheritdoc/>
    public override string Name => "false 401";

    internal override SandboxAnswer Answer(Func<SandboxAnswer> real) =>
        SandboxAnswer.Error(401, "The access token expired");
}

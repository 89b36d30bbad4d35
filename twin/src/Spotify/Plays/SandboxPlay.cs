namespace Twin.Spotify.Plays;

/// <summary>One play of the sandbox's user.</summary>
/// <param name="EndedAt">The end of the play, which Spotify gives as <c>played_at</c>.</param>
/// <param name="Json">The item of a page, in the shape from before 2026.</param>
public sealed record SandboxPlay(DateTimeOffset EndedAt, ReadOnlyMemory<byte> Json)
{
    /// <summary>The most plays that Spotify keeps, and gives at once.</summary>
    public const int Kept = 50;

    /// <summary>The scope without which nobody gets them.</summary>
    public const string Scope = "user-read-recently-played";
}

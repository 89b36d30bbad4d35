namespace Functions.Extract;

/// <summary>
/// One question to Spotify, as the handlers below SpotifyAPI.Web see it: that library has no way to hand them anything.
/// </summary>
internal sealed class Exchange
{
    private static readonly AsyncLocal<Exchange?> Holder = new();

    /// <summary>The question that is being asked; null for one that nobody wants to know more of.</summary>
    public static Exchange? Current => Holder.Value;

    /// <summary>
    /// Whether the address may be one that Spotify has removed: such answer 429 too, which then asks nobody to wait.
    /// </summary>
    public bool MayBeGone { get; init; }

    /// <summary>
    /// The last answer's bytes: a request for a token may go before, on the same way.
    /// </summary>
    public byte[] Body { get; set; } = [];

    /// <summary>Asks, and gives the answer's bytes.</summary>
    public async Task<byte[]> SendAsync(Func<Task> send)
    {
        Holder.Value = this;
        await send();
        return Body;
    }
}

namespace Functions.Extract.Spotify;

/// <summary>A kind of request to Spotify. Each request carries its kind among its options, so that the message handlers
/// know how to treat the answer.</summary>
/// <param name="Limit">The most bytes of the answer.</param>
/// <param name="MayBeGone">True if Spotify may have removed the endpoint. Removed endpoints answer 429 too, and then
/// nobody has to wait.</param>
internal sealed record SpotifyRequestKind(AnswerLimit Limit, bool MayBeGone = false)
{
    public static readonly SpotifyRequestKind Description = new(AnswerLimit.Description);

    public static readonly SpotifyRequestKind Page = new(AnswerLimit.Page);

    public static readonly SpotifyRequestKind PageOrGone = new(AnswerLimit.Page, MayBeGone: true);

    private static readonly SpotifyRequestKind Token = new(AnswerLimit.Token);
    private static readonly HttpRequestOptionsKey<SpotifyRequestKind> Option = new(nameof(SpotifyRequestKind));

    public static SpotifyRequestKind Get(HttpRequestMessage request) =>
        request.Options.TryGetValue(Option, out var kind)
            ? kind
            : throw new ArgumentException($"The request for {request.RequestUri?.AbsolutePath} has no kind.");

    /// <summary>Sets the kind on a request; a request for a token, sent on the way, keeps its own.</summary>
    public void SetOn(HttpRequestMessage request) =>
        request.Options.Set(Option, request.RequestUri?.Host == SpotifyAddresses.Accounts.Host ? Token : this);
}

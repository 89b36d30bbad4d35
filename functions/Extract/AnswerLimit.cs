namespace Functions.Extract;

/// <summary>
/// The most bytes that are read of an answer: by default HttpClient reads 2 GB, and the memory of the function, with
/// all its playlists, ends long before that.
/// </summary>
/// <param name="Answer">What is read.</param>
/// <param name="Bytes">As it comes, or inflated where the transport inflates.</param>
/// <param name="Text">The same for a person.</param>
internal sealed record AnswerLimit(string Answer, int Bytes, string Text)
{
    /// <summary>
    /// 80 KB for each of 100 entries. Full tracks have 10 KB at most; an episode may have 50, with its description of
    /// 4,000 characters and its show's, twice each.
    /// </summary>
    public static readonly AnswerLimit Page = new("page of a playlist", 8 << 20, "8 MB");

    /// <summary>
    /// Four short fields are asked for. Had Spotify sent the whole playlist instead, with its first 100 entries, that
    /// would fit. It becomes objects, which take more than ten times as much memory.
    /// </summary>
    public static readonly AnswerLimit Description = new("description of a playlist", 2 << 20, "2 MB");

    /// <summary>A refresh token that Parameter Store takes has 4 KB at most, and nothing else of it is long.</summary>
    public static readonly AnswerLimit Token = new("answer with a token", 64 << 10, "64 KB");

    /// <summary>The words of a refusal. It counts by its status, also when they are longer and not read.</summary>
    public static readonly AnswerLimit Refusal = new("refusal", 64 << 10, "64 KB");

    /// <summary>
    /// The limit of the answer to a request that was not sent yet: sending writes another address into it.
    /// </summary>
    public static AnswerLimit Of(HttpRequestMessage request) =>
        request.RequestUri?.Host == SpotifyAddresses.Accounts.Host ? Token
        : Exchange.Current is not null ? Page
        : Description;
}

namespace Functions.Extract.Spotify;

/// <summary>The most bytes that are read of an answer. HttpClient's own limit is 2 GB, and the function with all its
/// playlists has far less memory.</summary>
/// <param name="Bytes">The bytes as they are sent; where the transport inflates, the inflated bytes.</param>
internal sealed record AnswerLimit(string Answer, int Bytes, string Text)
{
    /// <summary>80 KB for each of 100 entries. Full tracks have 10 KB at most; an episode may have 50, with its
    /// description of 4,000 characters and its show's, twice each.</summary>
    public static readonly AnswerLimit Page = new("page of a playlist", 8 << 20, "8 MB");

    /// <summary>The limit of a description, of which four short fields are requested. The whole playlist with its first
    /// 100 entries would fit too, should Spotify send it. The answer becomes objects, which take more than ten times as
    /// much memory.</summary>
    public static readonly AnswerLimit Description = new("description of a playlist", 2 << 20, "2 MB");

    /// <summary>The limit of a token. Parameter Store takes a refresh token of 4 KB at most, and the answer has no
    /// other long field.</summary>
    public static readonly AnswerLimit Token = new("answer with a token", 64 << 10, "64 KB");

    /// <summary>The limit of a refusal's text. A longer text is not read, and the refusal counts by its
    /// status.</summary>
    public static readonly AnswerLimit Refusal = new("refusal", 64 << 10, "64 KB");
}

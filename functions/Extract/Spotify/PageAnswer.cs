namespace Functions.Extract.Spotify;

/// <summary>The answer to a request for a page of one state of a playlist.</summary>
internal abstract record PageAnswer
{
    private PageAnswer()
    {
    }

    /// <summary>The requested page.</summary>
    /// <param name="Bytes">The page as Spotify sent it.</param>
    public sealed record Page(byte[] Bytes) : PageAnswer;

    /// <summary>A sign that the pages do not belong to one state of the playlist any more.</summary>
    /// <param name="Reason">The sign, in words.</param>
    public sealed record Changed(string Reason) : PageAnswer;
}

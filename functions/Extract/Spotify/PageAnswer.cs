namespace Functions.Extract.Spotify;

/// <summary>The answer to a request for a page of a playlist.</summary>
internal abstract record PageAnswer
{
    private PageAnswer()
    {
    }

    /// <summary>The requested page.</summary>
    /// <param name="Content">The page with its numbers.</param>
    public sealed record Page(SpotifyPage Content) : PageAnswer;

    /// <summary>A sign that the pages do not belong to one state of the playlist any more.</summary>
    /// <param name="Reason">The sign, in words.</param>
    public sealed record Changed(string Reason) : PageAnswer;

    /// <summary>
    /// JSON that is not the requested page, and no sign of another state either. Another request may get the page.
    /// </summary>
    /// <param name="Reason">The difference, in words.</param>
    public sealed record Invalid(string Reason) : PageAnswer;
}

namespace Functions.Extract.Spotify;

internal abstract record PageAnswer
{
    private PageAnswer()
    {
    }

    public sealed record Page(SpotifyPage Content) : PageAnswer;

    /// <summary>A sign that the pages do not belong to one state of the playlist any more.</summary>
    public sealed record Changed(string Reason) : PageAnswer;

    /// <summary>JSON that is not the requested page, and no sign of another state either. Another request may get the
    /// page.</summary>
    public sealed record Invalid(string Reason) : PageAnswer;
}

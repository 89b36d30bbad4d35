namespace Functions.Extract.Spotify;

/// <summary>An answer that is refused, whatever its content. Repeating the request would not help.</summary>
internal sealed class RefusedAnswerException(string message, string advice) : Exception(message)
{
    /// <summary>The advice for whoever operates the stack.</summary>
    public string Advice => advice;
}

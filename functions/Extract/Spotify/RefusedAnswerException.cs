namespace Functions.Extract.Spotify;

/// <summary>An answer that is refused, whatever its content. Repeating the request would not help.</summary>
internal sealed class RefusedAnswerException(string message, string advice) : Exception(message)
{
    public string Advice => advice;
}

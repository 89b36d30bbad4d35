namespace Functions.Extract;

/// <summary>Spotify answered with success, but not with what was asked for.</summary>
internal sealed class UnreadableAnswerException : Exception
{
    public UnreadableAnswerException(string message)
        : base(message)
    {
    }

    public UnreadableAnswerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

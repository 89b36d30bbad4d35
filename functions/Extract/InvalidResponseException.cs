namespace Functions.Extract;

/// <summary>Spotify answered with success, but not with what was asked for.</summary>
internal sealed class InvalidResponseException : Exception
{
    public InvalidResponseException(string message)
        : base(message)
    {
    }

    public InvalidResponseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>It is a page, but not the one that was asked for: another offset, or another size.</summary>
    public bool IsCutOtherwise { get; init; }
}

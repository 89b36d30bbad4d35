using System.Text.Json;

namespace Functions.Extract.Spotify;

/// <summary>An answer with success that does not have the requested content.</summary>
internal sealed class InvalidResponseException : Exception
{
    public InvalidResponseException(string message)
        : base(message)
    {
    }

    public InvalidResponseException(string message, JsonException innerException)
        : base(message, innerException)
    {
    }
}

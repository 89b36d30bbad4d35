namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event or an answer could not be converted.</summary>
public class JsonSerializerException : Exception
{
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}

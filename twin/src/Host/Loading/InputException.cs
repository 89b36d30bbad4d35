namespace Twin.Host.Loading;

/// <summary>The error for a wrong command or input. The message says what is wrong and what to do. Exit code
/// 2.</summary>
public sealed class InputException : Exception
{
    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

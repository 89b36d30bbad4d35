namespace Local.Twin.Declaration;

/// <summary>The command or its input is wrong; the message says what, and what to do. Exit code 2.</summary>
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

namespace Pulumi;

/// <summary>A failure of the program, which its message alone explains.</summary>
public class RunException : Exception
{
    public RunException(string message)
        : base(message)
    {
    }
}

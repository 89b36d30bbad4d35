namespace Pulumi;

/// <summary>A failure of the program, which its message alone explains.</summary>
public class RunException : Exception
{
    public RunException(string message)
        : base(message)
    {
    }

    public static RunException OutputsHaveIncorrectType(IEnumerable<string> outputAttributeNames)
        => new(
            $"Output(s) '{string.Join(", ", outputAttributeNames)}' have incorrect type. " +
            "[Output] attributed properties must be instances of Output<T>.");
}

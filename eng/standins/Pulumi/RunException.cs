namespace Pulumi;

/// <summary>A failure that is the program's, told in its message alone.</summary>
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

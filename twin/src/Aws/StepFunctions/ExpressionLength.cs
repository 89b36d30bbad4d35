using System.Globalization;
using Twin.Declaration;

namespace Twin.Aws.StepFunctions;

/// <summary>
/// A limit to the length of a computed field: the opposite of what AWS's page on intrinsic functions, which has none,
/// lets expect.
/// </summary>
internal static class ExpressionLength
{
    private const int Longest = 1024;

    /// <summary>Refuses a state machine with a longer field.</summary>
    /// <exception cref="RunFailedException">There is one.</exception>
    public static void Expect(StateMachineDeclaration machine)
    {
        foreach (var state in machine.Definition.All)
        {
            if (state.Flow.Expressions.FirstOrDefault(text => text.Length > Longest) is { } refused)
            {
                throw new RunFailedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{machine.Resource.Title}: the state '{state.Name}': Step Functions does not accept an intrinsic "
                    + $"function of {refused.Length:N0} characters."));
            }
        }
    }
}

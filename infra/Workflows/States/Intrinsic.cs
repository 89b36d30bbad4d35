namespace Infra.Workflows.States;

/// <summary>Intrinsic functions of the States Language, as expressions
/// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html).</summary>
internal static class Intrinsic
{
    /// <summary>The text at a path, with values in the places of its <c>{}</c>, in order.</summary>
    public static string Format(string textPath, IEnumerable<string> valuePaths) =>
        $"States.Format({string.Join(", ", [textPath, .. valuePaths])})";

    /// <summary>The value as JSON.</summary>
    public static string Text(string path) => $"States.JsonToString({path})";
}

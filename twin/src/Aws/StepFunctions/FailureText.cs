namespace Twin.Aws.StepFunctions;

/// <summary>The error or the cause of a state of the type <c>Fail</c>: a fixed text, or one that is computed.</summary>
/// <param name="Fixed">The text; null if it is computed.</param>
/// <param name="Computed">The path or the function that gives it; null if it is fixed.</param>
internal sealed record FailureText(string? Fixed, Expression? Computed);

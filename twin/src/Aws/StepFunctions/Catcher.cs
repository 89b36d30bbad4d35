using System.Collections.Immutable;

namespace Twin.Aws.StepFunctions;

/// <summary>The state that follows after certain errors.</summary>
/// <param name="Errors">The names of the errors.</param>
/// <param name="Result">The place of the error in the state's input; null: it is dropped.</param>
/// <param name="Next">The state that follows.</param>
internal sealed record Catcher(ImmutableArray<string> Errors, ReferencePath? Result, string Next);

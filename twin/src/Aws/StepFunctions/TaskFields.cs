using System.Collections.Immutable;

namespace Twin.Aws.StepFunctions;

/// <summary>The fields of a task's <c>Parameters</c>, checked when the state machine is created.</summary>
/// <param name="Required">The names of those that a task needs.</param>
/// <param name="Optional">The names of the others that the twin supports.</param>
public sealed record TaskFields(ImmutableArray<string> Required, ImmutableArray<string> Optional);

using System.Text.Json.Nodes;

namespace Infra.Workflows.States;

/// <summary>A state that runs states of its own for each element of an array.</summary>
internal sealed record MapState : StepState
{
    public required string ItemsPath { get; init; }
    public required int MaxConcurrency { get; init; }

    /// <summary>The input of the first state for an element.</summary>
    public required JsonObject ItemSelector { get; init; }
    public required ItemProcessor ItemProcessor { get; init; }
    public ResultPlace? ResultPath { get; init; }
    public ImmutableArray<CatchRule>? Catch { get; init; }
}

internal sealed record ItemProcessor(string StartAt, OrderedDictionary<string, WorkflowState> States)
{
    public ProcessorMode ProcessorConfig { get; } = new("INLINE");

    /// <param name="Mode">INLINE: the states are a part of the same execution.</param>
    internal sealed record ProcessorMode(string Mode);
}

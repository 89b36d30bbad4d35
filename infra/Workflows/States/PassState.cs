using System.Text.Json.Nodes;

namespace Infra.Workflows.States;

/// <summary>A state that adds a fixed or computed value to its input.</summary>
internal sealed record PassState : StepState
{
    public JsonNode? Result { get; init; }

    /// <summary>The value whose fields with the ending <c>.$</c> are computed.</summary>
    public JsonObject? Parameters { get; init; }
    public ResultPlace? ResultPath { get; init; }
}

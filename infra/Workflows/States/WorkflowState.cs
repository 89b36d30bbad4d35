using System.Text.Json.Nodes;
namespace Infra.Workflows.States;

/// <summary>A state of a state machine. Its properties have the names of the Amazon States Language and are
/// serialised as they are (https://states-language.net/spec.html).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Type")]
[JsonDerivedType(typeof(PassState), "Pass")]
[JsonDerivedType(typeof(TaskState), "Task")]
[JsonDerivedType(typeof(WaitState), "Wait")]
[JsonDerivedType(typeof(MapState), "Map")]
[JsonDerivedType(typeof(ChoiceState), "Choice")]
[JsonDerivedType(typeof(SucceedState), "Succeed")]
[JsonDerivedType(typeof(FailState), "Fail")]
internal abstract record WorkflowState
{
    /// <summary>The purpose, for a person who reads the definition.</summary>
    [JsonPropertyOrder(-1)]
    public string? Comment { get; init; }
}

/// <summary>A state that ends the execution well.</summary>
internal sealed record SucceedState : WorkflowState;

internal sealed record FailState : WorkflowState
{
    /// <summary>The error's name. One that was caught may be of Step Functions, whose names are reserved.</summary>
    public required string Error { get; init; }

    /// <summary>The intrinsic function that computes the cause.</summary>
    public required string CausePath { get; init; }
}

/// <summary>A state that adds a fixed value to its input.</summary>
internal sealed record PassState : StepState
{
    public JsonNode? Result { get; init; }
    public ResultPlace? ResultPath { get; init; }
}

internal sealed record WaitState : StepState
{
    public required int Seconds { get; init; }
}

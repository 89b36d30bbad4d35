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

using System.Text.Json.Nodes;

namespace Infra.Workflows.States;

/// <summary>A state that calls a service of AWS.</summary>
internal sealed record TaskState : StepState
{
    /// <summary>The call, for example <see cref="ServiceCall.InvokeFunction"/>.</summary>
    public required string Resource { get; init; }

    public required JsonObject Parameters { get; init; }

    public JsonObject? ResultSelector { get; init; }

    public ResultPlace? ResultPath { get; init; }

    /// <summary>The time limit of one attempt.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>The repetitions; the first rule that names the error holds.</summary>
    public required ImmutableArray<RetryRule> Retry { get; init; }

    /// <summary>The states that follow an error, after the last repetition; the first rule that names it
    /// holds.</summary>
    public ImmutableArray<CatchRule>? Catch { get; init; }

    /// <summary>The longest time that the state can take, with all repetitions.</summary>
    [JsonIgnore]
    public TimeSpan MaxDuration => TimeSpan.FromSeconds(TimeoutSeconds)
        + Retry.Max(rule => rule.MaxAttempts * TimeSpan.FromSeconds(TimeoutSeconds) + rule.Delays);
}

/// <summary>A state that another one follows, unless it is the last.</summary>
internal abstract record StepState : WorkflowState
{
    /// <summary>The state that follows; null for the last one.</summary>
    [JsonPropertyOrder(10)]
    public string? Next { get; init; }

    /// <summary>True for the last state; null for any other.</summary>
    [JsonPropertyOrder(11)]
    public bool? End { get; init; }
}

using System.Text.Json.Nodes;

namespace Twin.Aws.StepFunctions;

/// <summary>The execution in which the states of a definition run.</summary>
internal interface IStateEnvironment
{
    /// <summary>The current time.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Records that a state is entered.</summary>
    /// <exception cref="StateTaskException">The execution has had too many events.</exception>
    void Enter(State state);

    /// <summary>Records that a state failed and is tried again.</summary>
    /// <param name="state">The state.</param>
    /// <param name="error">Its error.</param>
    /// <param name="delay">The wait before the retry.</param>
    void Retry(State state, StateTaskException error, TimeSpan delay);

    /// <summary>Calls a service.</summary>
    /// <exception cref="StateTaskException">The call fails, or takes longer than the state allows.</exception>
    Task<JsonNode?> CallAsync(State.Task state, JsonObject parameters);

    /// <summary>Waits on the stack's clock.</summary>
    /// <exception cref="StateTaskException">The execution takes longer than the state machine allows.</exception>
    Task WaitAsync(State state, TimeSpan delay);
}

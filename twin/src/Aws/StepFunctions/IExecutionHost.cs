using System.Text.Json.Nodes;

namespace Twin.Aws.StepFunctions;

/// <summary>The service in which executions run.</summary>
internal interface IExecutionHost
{
    /// <summary>The machine's clock, which limits the time of calls.</summary>
    TimeProvider Machine { get; }

    /// <summary>Calls a service with the role of the execution's state machine.</summary>
    /// <exception cref="StateTaskException">The call failed.</exception>
    Task<JsonNode?> CallAsync(
        Execution execution, string resource, JsonObject parameters, CancellationToken cancellationToken);

    /// <summary>Called when a state begins to wait.</summary>
    void Waits(Execution execution, State state, TimeSpan delay);

    /// <summary>Called when a state has failed and will be tried again.</summary>
    void Retries(Execution execution, State state, StateTaskException error, TimeSpan delay);

    /// <summary>Called when the execution has ended.</summary>
    void Ends(Execution execution);
}

using System.Text.Json.Nodes;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>The definition of the state machine that starts a publication. EventBridge gives an execution no name,
/// and delivers an event twice now and then. This one gives the execution the name of the request, and there is only
/// one of that name.</summary>
internal static class StartDefinition
{
    /// <summary>The field of a publication's input that has the request's key.</summary>
    public const string Request = "request";

    private const string Start = "Start the publication";
    private const string CameTwice = "The event came twice";

    private const string KeyPath = "$.detail.object.key";

    /// <summary>The definition.</summary>
    /// <param name="publication">The ARN of the state machine that publishes.</param>
    public static WorkflowDefinition Create(string publication) => new(
        "Starts the publication that an object of the raw bucket requests",
        Start,
        new StateSequence()
            .Add(Start, new TaskState
            {
                Resource = ServiceCall.StartExecution,
                Parameters = new JsonObject
                {
                    ["StateMachineArn"] = publication,
                    // The name of the object, between the folder and the ending.
                    ["Name.$"] = Intrinsic.Part(KeyPath, "/.", index: 1),
                    ["Input.$"] = Intrinsic.Format(
                        $$"""{"{{Request}}":"key"}""", ("key", KeyPath)),
                },
                TimeoutSeconds = 60,
                Retry =
                [
                    RetryRule.Never(StateError.ExecutionExists), RetryRule.Always(intervalSeconds: 10, maxAttempts: 5),
                ],
                Catch = [new CatchRule([StateError.ExecutionExists], ResultPlace.Nowhere, CameTwice)],
                End = true,
            })
            .Add(CameTwice, new SucceedState())
            .States);
}

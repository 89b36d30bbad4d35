using System.Text.Json.Nodes;
using Functions.Publish;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>A state that invokes the publish function: see <see cref="PublicationEvent"/>.</summary>
internal static class PublicationTask
{
    /// <summary>The time limit of an invocation: a plan lists the markers of all days, and the months of
    /// plays.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    // Step Functions and Lambda need some time too.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <param name="function">The function's ARN.</param>
    /// <param name="step">The step.</param>
    /// <param name="leaseSeconds">The time for which a step takes or renews the lease.</param>
    /// <param name="request">The path of the request's key; null for a step that needs none.</param>
    /// <param name="part">The path of the part, which has the name of the payload's field; null for a step that needs
    /// none.</param>
    public static TaskState Create(string function, string step, int leaseSeconds, string? request = null,
        string? part = null)
    {
        var payload = new JsonObject
        {
            ["step"] = step,
            ["execution.$"] = "$$.Execution.Name",
            ["at.$"] = "$$.State.EnteredTime",
            ["lease_seconds"] = leaseSeconds,
            ["started.$"] = "$$.Execution.StartTime",
        };
        if (request is not null)
        {
            payload["request.$"] = request;
        }

        if (part is not null)
        {
            payload[$"{part[2..]}.$"] = part;
        }

        return new TaskState
        {
            Resource = ServiceCall.InvokeFunction,
            Parameters = new JsonObject { ["FunctionName"] = function, ["Payload"] = payload },
            ResultPath = ResultPlace.Nowhere,
            TimeoutSeconds = (int)(Timeout + Margin).TotalSeconds,
            Retry = [RetryRule.NotAfter(nameof(LeaseLostException)), RetryRule.Always(5, maxAttempts: 3)],
        };
    }
}

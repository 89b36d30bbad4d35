using System.Text.Json.Nodes;
using Infra.Workflows.States;

namespace Infra.Workflows;

/// <summary>A state that runs the Spark job over what lacks tables, and waits for its end.</summary>
internal static class SparkTask
{
    /// <summary>The time limit of a run: years of raw data are made again within an hour.</summary>
    public static readonly TimeSpan JobTimeout = TimeSpan.FromHours(2);

    /// <summary>The actions of Step Functions on the job
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html).</summary>
    public static readonly ImmutableArray<string> Actions =
        ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"];

    // A run is not always started at once, and Glue is to end it, not Step Functions.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    /// <param name="job">The job's name.</param>
    /// <param name="from">The path of the first day that lacks tables: one that is damaged for good before it does not
    /// fail the run.</param>
    public static TaskState Create(string job, string from) => new()
    {
        Resource = ServiceCall.RunJob,
        Parameters = new JsonObject
        {
            ["JobName"] = job,
            ["Arguments"] = new JsonObject
            {
                ["--from.$"] = from,
                // A repeated run keeps the same.
                ["--now.$"] = "$$.State.EnteredTime",
            },
        },
        ResultSelector = new JsonObject { ["run.$"] = "$.Id" },
        TimeoutSeconds = (int)(JobTimeout + Margin).TotalSeconds,
        Retry =
        [
            RetryRule.NotAfter("States.Timeout"),
            // A run that failed is not repeated. One that could not start waits, at most until another one is over.
            new RetryRule(
                [
                    "Glue.ConcurrentRunsExceededException", "Glue.ResourceNumberLimitExceededException",
                    "Glue.InternalServiceException", "Glue.OperationTimeoutException",
                ],
                IntervalSeconds: 60,
                MaxAttempts: (int)Math.Ceiling((JobTimeout + Margin) / MaxDelay) + 2,
                BackoffRate: 2,
                MaxDelaySeconds: (int)MaxDelay.TotalSeconds),
        ],
    };
}

using Twin.Aws.StepFunctions;

namespace Twin.Aws.Glue;

/// <summary>Tasks of state machines that run a job and wait for its end
/// (https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html).</summary>
internal sealed class JobTask(DeclaredStack stack, AccessControl access, JobRunner jobs, TimeProvider clock)
    : ITaskIntegration
{
    public const string Start = "arn:aws:states:::glue:startJobRun.sync";
    public const string JobName = "JobName";
    private const string Arguments = "Arguments";
    private const string Timeout = "Timeout";

    // The documentation names them all for a run that is waited for, and not when each is called.
    private static readonly ImmutableArray<string> Actions =
        ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"];

    public TaskFields? FieldsOf(string resource) =>
        resource == Start ? new TaskFields([JobName], [Arguments, Timeout]) : null;

    public async Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        var name = parameters.Text(JobName);
        var arn = $"arn:aws:glue:{stack.Region}:{stack.AccountId}:job/{name}";
        foreach (var action in Actions)
        {
            if (access.Authorize(caller, action, arn) is { IsAllowed: false } refused)
            {
                throw new StateTaskException("Glue.AccessDeniedException", refused.Message);
            }
        }

        var arguments = (parameters[Arguments] as JsonObject ?? []).ToImmutableDictionary(
            argument => argument.Key, argument => ((JsonObject)parameters[Arguments]!).Text(argument.Key));
        try
        {
            var run = await jobs.RunAsync(
                name,
                arguments,
                parameters[Timeout] is { } minutes ? TimeSpan.FromMinutes((int)minutes) : null,
                cancellationToken);
            var answer = Answer(run, arguments);
            return run.HasSucceeded
                ? answer
                : throw new StateTaskException(StateErrors.TaskFailed, StatesJson.Text(answer));
        }
        catch (JobException refused)
        {
            throw new StateTaskException($"Glue.{refused.Code}", refused.Message);
        }
    }

    // https://docs.aws.amazon.com/glue/latest/webapi/API_JobRun.html
    private JsonObject Answer(JobRun run, ImmutableDictionary<string, string> arguments)
    {
        var job = JobDeclaration.Read(stack.Named(GlueResources.Job, run.Job)!);
        var completed = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var answer = new JsonObject
        {
            ["AllocatedCapacity"] = (int)job.Dpus,
            ["Arguments"] = new JsonObject(arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(
                argument => KeyValuePair.Create(argument.Key, (JsonNode?)argument.Value))),
            ["Attempt"] = 0,
            ["CompletedOn"] = completed,
            ["ExecutionTime"] = (int)Math.Ceiling(run.Duration.TotalSeconds),
            ["GlueVersion"] = job.GlueVersion,
            ["Id"] = run.Id,
            ["JobName"] = run.Job,
            ["JobRunState"] = run.State,
            ["LastModifiedOn"] = completed,
            ["MaxCapacity"] = job.Dpus,
            ["NumberOfWorkers"] = job.Workers,
            ["PredecessorRuns"] = new JsonArray(),
            ["StartedOn"] = run.StartedAt.ToUnixTimeMilliseconds(),
            ["Timeout"] = (int)job.Timeout.TotalMinutes,
            ["WorkerType"] = job.WorkerType,
        };
        if (run.ErrorMessage is { } error)
        {
            answer["ErrorMessage"] = error;
        }

        return answer;
    }
}

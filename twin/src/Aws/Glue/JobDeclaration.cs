namespace Twin.Aws.Glue;

/// <summary>A declared job of the type <c>glueetl</c>, as far as the twin runs it.</summary>
/// <param name="Script">The S3 address of its script.</param>
/// <param name="Arguments">The default arguments, which those of a run replace.</param>
/// <param name="Timeout">The time after which Glue ends a run.</param>
internal sealed record JobDeclaration(
    DeclaredResource Resource,
    string Name,
    string RoleArn,
    string Script,
    ImmutableDictionary<string, string> Arguments,
    string GlueVersion,
    string WorkerType,
    int Workers,
    TimeSpan Timeout,
    int MaxConcurrentRuns)
{
    public const string ExtraFiles = "--extra-py-files";

    /// <summary>The beginning of the names of the log groups
    /// (https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging.html).</summary>
    public const string LogGroups = "--custom-logGroup-prefix";

    private const string Bookmarks = "--job-bookmark-option";

    // https://docs.aws.amazon.com/glue/latest/dg/worker-types.html
    private static readonly ImmutableDictionary<string, decimal> DpusOfWorkers =
        ImmutableDictionary<string, decimal>.Empty.Add("G.1X", 1).Add("G.2X", 2).Add("G.4X", 4).Add("G.8X", 8);

    /// <summary>The tasks that run at a time: four for each DPU, and one worker is the driver.</summary>
    public decimal Tasks => 4 * DpusOfWorkers[WorkerType] * (Workers - 1);

    public decimal Dpus => DpusOfWorkers[WorkerType] * Workers;

    public static JobDeclaration Read(DeclaredResource job)
    {
        Expect(job, "command.name", "glueetl");
        Expect(job, "command.pythonVersion", "3");
        var arguments = job.Map("defaultArguments");
        var declared = new JobDeclaration(
            job,
            job.PhysicalName,
            job.Text("roleArn"),
            job.Text("command.scriptLocation"),
            arguments,
            job.Text("glueVersion"),
            job.Text("workerType"),
            job.Number("numberOfWorkers") ?? 0,
            TimeSpan.FromMinutes(job.Number("timeout") ?? throw Wrong(job, "no 'timeout'")),
            job.Number("executionProperty.maxConcurrentRuns") ?? 1);
        return declared switch
        {
            _ when job.Number("maxRetries") is > 0 => throw Wrong(job, "retries of its own"),
            _ when arguments.GetValueOrDefault(Bookmarks, "job-bookmark-disable") != "job-bookmark-disable" =>
                throw Wrong(job, "bookmarks"),
            _ when !DpusOfWorkers.ContainsKey(declared.WorkerType) => throw Wrong(job, declared.WorkerType),
            { Workers: < 2 } => throw new RunFailedException(
                $"{job.Title}: Glue needs a driver and at least one more worker. Set numberOfWorkers to 2 or more."),
            _ => declared,
        };
    }

    private static void Expect(DeclaredResource job, string property, string value)
    {
        if (job.OptionalText(property) is { } declared && declared != value)
        {
            throw Wrong(job, $"the {property} '{declared}'");
        }
    }

    private static RunFailedException Wrong(DeclaredResource job, string what) =>
        new($"{job.Title} has {what}, which the twin does not support.");
}

using System.Diagnostics;
using Twin.Aws.CloudWatch;
using Twin.Aws.S3;

namespace Twin.Aws.Glue;

/// <summary>Runs declared jobs: the script that the stack declares, in Python, with the job's role. It calls S3 and
/// Spark through the twin's modules in the folder <c>Python</c>; where PySpark is installed, that one runs.</summary>
public sealed class JobRunner(
    DeclaredStack stack,
    AccessControl access,
    S3Service s3,
    CloudWatchService cloudWatch,
    ServiceEndpoints endpoints,
    Meter meter,
    Timeline timeline,
    AssumedOtherwise otherwise,
    TimeProvider clock)
{
    private const string Principal = "glue.amazonaws.com";
    private const string MetricsFile = "metrics.jsonl";

    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<JobRun> _runs = [];

    /// <summary>The runs that have ended, in this order.</summary>
    public ImmutableArray<JobRun> Runs => [.. _runs];

    /// <summary>Gets or sets the Python that runs the scripts; null if there is none.</summary>
    internal PythonProgram? Python { get; set; } = PythonProgram.Installed;

    /// <summary>Runs a job to its end.</summary>
    /// <param name="arguments">The arguments that replace default ones.</param>
    /// <param name="timeout">The time after which the run ends; null for the declared one.</param>
    /// <exception cref="JobException">Glue does not start it.</exception>
    public async Task<JobRun> RunAsync(
        string name,
        IReadOnlyDictionary<string, string> arguments,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        var job = stack.Named(GlueResources.Job, name) is { } declared
            ? JobDeclaration.Read(declared)
            : throw new JobException(
                "EntityNotFoundException", "Failed to start job run due to missing metadata");
        try
        {
            return _running.AddOrUpdate(name, 1, (_, running) => running + 1) <= job.MaxConcurrentRuns
                ? await RunAsync(
                    job with { Arguments = job.Arguments.SetItems(arguments), Timeout = timeout ?? job.Timeout },
                    cancellationToken)
                : throw new JobException(
                    "ConcurrentRunsExceededException", $"Concurrent runs exceeded for {name}");
        }
        finally
        {
            _running.AddOrUpdate(name, 0, (_, running) => running - 1);
        }
    }

    internal Caller Assume(JobDeclaration job) => access.Assume(
        job.RoleArn,
        Principal,
        job.Resource,
        otherwise.Has(UndocumentedGlue.JobRole)
            ? job.Resource.Arn.Replace(stack.AccountId, "", StringComparison.Ordinal)
            : job.Resource.Arn,
        GlueUsage.JobSession);

    private async Task<JobRun> RunAsync(JobDeclaration job, CancellationToken cancellationToken)
    {
        var python = Python ?? throw new RunFailedException(PythonProgram.Missing);
        var number = _runs.Count;
        var started = clock.GetUtcNow();
        var id = "jr_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{job.Name} {started:O} {number}"))));
        timeline.Add(TimelineSource.Glue, $"{job.Name} starts: {id}");
        var watch = Stopwatch.StartNew();
        var error = "";
        var state = JobRun.Failed;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(job.Timeout);
        using var folder = TemporaryFolder.Create("job");
        try
        {
            error = await RunAsync(job, id, python, folder.FullName, limit.Token);
            state = error.Length == 0 ? JobRun.Succeeded : JobRun.Failed;
        }
        catch (S3Exception refused)
        {
            error = refused.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            (state, error) = (JobRun.TimedOut, "Job run exceeded its timeout.");
        }

        meter.Count(GlueUsage.Service, GlueUsage.JobRun, job.Name);
        var run = new JobRun(
            id, job.Name, started, state, error.Length == 0 ? null : error, watch.Elapsed, python.HasSpark);
        _runs.Enqueue(run);
        timeline.Add(
            TimelineSource.Glue,
            string.Create(CultureInfo.InvariantCulture, $"{job.Name} {state} after {watch.Elapsed.TotalSeconds:0.00} s")
            + (python.HasSpark ? "" : ": the job's transformation ran without Spark")
            + (run.HasSucceeded ? "" : $": {error}"),
            !run.HasSucceeded ? TimelineEntryKind.Warning
            : number == 0 ? TimelineEntryKind.Milestone
            : TimelineEntryKind.Event);
        return run;
    }

    /// <returns>The error; empty if the run has succeeded.</returns>
    private async Task<string> RunAsync(
        JobDeclaration job, string id, PythonProgram python, string folder, CancellationToken cancellationToken)
    {
        var caller = Assume(job);
        var script = await DownloadAsync(job.Script, caller, folder, cancellationToken);
        List<string> modules = [folder];
        foreach (var address in job.Arguments.GetValueOrDefault(JobDeclaration.ExtraFiles, "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            modules.Add(await DownloadAsync(address, caller, folder, cancellationToken));
        }

        foreach (var (part, module) in PythonModules.Unpack(Path.Combine(folder, "twin")))
        {
            if (part != PythonModules.Spark || !python.HasSpark)
            {
                modules.Insert(0, module);
            }
        }

        using var process = PythonProgram.Start(
            python.Path,
            [
                "-B", script, "--JOB_NAME", job.Name,
                .. job.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal)
                    .SelectMany(argument => (string[])[argument.Key, argument.Value]),
            ],
            folder,
            Variables(job, python, modules, folder));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            Log(job, id, caller, "output", await output);
            Log(job, id, caller, "error", await errors);
            return process.ExitCode == 0
                ? PutMetrics(caller, Path.Combine(folder, MetricsFile))
                : ErrorOf(await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private Dictionary<string, string> Variables(
        JobDeclaration job, PythonProgram python, IEnumerable<string> modules, string folder)
    {
        var credentials = access.CredentialsFor(job.RoleArn, GlueUsage.JobSession);
        return new Dictionary<string, string>(endpoints.Variables)
        {
            ["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = credentials.SessionToken,
            ["AWS_DEFAULT_REGION"] = stack.Region,
            ["PYTHONPATH"] = string.Join(Path.PathSeparator, modules),
            ["PYTHONUTF8"] = "1",
            ["PYSPARK_PYTHON"] = python.Path,
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
            ["TWIN_METRICS"] = Path.Combine(folder, MetricsFile),
        };
    }

    private async Task<string> DownloadAsync(
        string address, Caller caller, string folder, CancellationToken cancellationToken)
    {
        var (bucket, key) = address.Split('/', 4) is ["s3:", "", var name, var rest]
            ? (name, rest)
            : throw S3Exception.InvalidArgument($"'{address}' is not the address of an object.");
        s3.Access.ExpectObject(caller, "s3:GetObject", bucket, key);
        var (stored, bytes) = s3.Buckets.Get(bucket).OpenRead(key);
        await using (bytes)
        {
            s3.Access.ExpectDecryption(caller, stored.Encryption, bucket);
            var path = Path.Combine(folder, Path.GetFileName(key));
            await using var file = File.Create(path);
            await bytes.CopyToAsync(file, cancellationToken);
            return path;
        }
    }

    private void Log(JobDeclaration job, string id, Caller caller, string kind, string text)
    {
        var group = $"{job.Arguments.GetValueOrDefault(JobDeclaration.LogGroups, "/aws-glue/jobs")}/{kind}";
        var stream = $"arn:aws:logs:{stack.Region}:{stack.AccountId}:log-group:{group}:log-stream:{id}";
        if (((string[])["logs:CreateLogStream", "logs:PutLogEvents"])
            .Select(action => access.Authorize(caller, action, stream)).ToList()
            .TrueForAll(decision => decision.IsAllowed))
        {
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                timeline.Add(job.Name, line, TimelineEntryKind.Detail);
                CloudWatchUsage.CountLine(group, line, meter);
            }
        }
    }

    // The script has ended by now, which makes no difference for one that puts its metrics last.
    private string PutMetrics(Caller caller, string file)
    {
        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            var put = JsonNode.Parse(line)!;
            var space = (string)put["Namespace"]!;
            if (access.Authorize(
                caller,
                "cloudwatch:PutMetricData",
                "*",
                new RequestContext().With("cloudwatch:namespace", space)) is { IsAllowed: false } refused)
            {
                return "ClientError: An error occurred (AccessDenied) when calling the PutMetricData operation: "
                    + refused.Message;
            }

            foreach (var datum in put["MetricData"]!.AsArray())
            {
                var dimensions = datum!["Dimensions"]?.AsArray() ?? [];
                cloudWatch.Metrics.Put(
                    MetricIdentity.Create(
                        space,
                        (string)datum["MetricName"]!,
                        [.. dimensions.Select(found => ((string)found!["Name"]!, (string)found["Value"]!))]),
                    (string?)datum["Unit"] ?? "None",
                    clock.GetUtcNow(),
                    (double)datum["Value"]!);
            }
        }

        return "";
    }

    /// <summary>The message of the exception, which follows the stack trace.</summary>
    private static string ErrorOf(string errors)
    {
        var lines = errors.TrimEnd().Split('\n');
        var trace = Array.FindLastIndex(lines, line => line.StartsWith("  ", StringComparison.Ordinal));
        return string.Join('\n', lines[(trace + 1)..]);
    }
}

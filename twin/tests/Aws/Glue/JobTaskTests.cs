using System.IO.Compression;
using Twin.Tests.Aws.Iam;
using Twin.Tests.Aws.StepFunctions;

namespace Twin.Tests.Aws.Glue;

/// <summary>A job beside a bucket: its script is Python, which runs with the job's role.</summary>
public sealed class JobTaskTests : FolderTest
{
    private const string Job = "count";
    private const string Bucket = "lake";
    private const string JobArn = $"arn:aws:glue:{Declared.Region}:{Declared.Account}:job/{Job}";
    private const string MayRun = $$"""
        {"Effect": "Allow", "Resource": "{{JobArn}}",
         "Action": ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"]}
        """;

    // It counts in an RDD, writes with a condition, and puts a metric.
    private const string Script =
        """
        import sys
        import boto3
        from pyspark import SparkContext
        from counting import twice

        arguments = dict(zip(sys.argv[1::2], sys.argv[2::2]))
        s3 = boto3.client("s3")
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket="lake", Prefix="raw/")
        keys = [found["Key"] for page in pages for found in page.get("Contents", ())]
        sum = SparkContext.getOrCreate().parallelize(keys, 8).map(twice).aggregate(0, int.__add__, int.__add__)
        body = f"{arguments['--word']} {sum}"
        handler = lambda params, **_: params["headers"].update({"If-None-Match": "*"})
        s3.meta.events.register("before-call.s3.PutObject", handler)
        try:
            s3.put_object(Bucket="lake", Key=arguments["--key"], Body=body.encode(), ContentType="text/plain")
        except s3.exceptions.ClientError as error:
            raise RuntimeError(error.response["Error"]["Code"] + "\nand more") from error
        boto3.client("cloudwatch").put_metric_data(Namespace="Lake", MetricData=[
            {"MetricName": "Counted", "Dimensions": [{"Name": "Stack", "Value": "s"}], "Unit": "Count", "Value": sum}])
        """;

    [Fact]
    public async Task A_job_runs_its_script_with_its_role_and_its_arguments()
    {
        var (services, execution) = await RunAsync(Stack());
        await using var running = services;

        Assert.Null(execution.Cause);
        var answer = JsonNode.Parse(execution.Output!)!;
        Assert.Equal((Job, "SUCCEEDED", 2), (
            (string?)answer["JobName"], (string?)answer["JobRunState"], (int?)answer["NumberOfWorkers"]));
        var written = services.Get<S3Service>().Buckets.Get(Bucket).Find("made/a b+ü")!;
        Assert.Equal("text/plain", written.Headers["content-type"]);
        Assert.Equal("of-the-run 4", await File.ReadAllTextAsync(
            Path.Combine(Folder.Root, "lake/made/a b+ü"), Cancel));
        Assert.Equal(
            4,
            services.Get<CloudWatchService>().Metrics.Total(
                MetricIdentity.Create("Lake", "Counted", ("Stack", "s")))!.Value.Sum);
        Assert.Empty(services.Get<AccessControl>().Denied);
        Assert.Empty(services.Get<AccessControl>().UnusedPermissions);
        Assert.Equal(1, services.Get<Meter>().Usage.Sum(GlueUsage.Service, GlueUsage.JobRun, Job));
        Assert.Contains(
            services.Get<Timeline>().Entries, entry => entry.Kind == TimelineEntryKind.Milestone
                && entry.Text.EndsWith("the job's transformation ran without Spark", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_fails_is_a_failed_task_with_the_run_in_its_cause()
    {
        Folder.Write("lake/made/a b+ü", "there already");

        var (services, execution) = await RunAsync(Stack());
        await using var running = services;

        Assert.Equal("States.TaskFailed", execution.Error);
        var run = JsonNode.Parse(execution.Cause!)!;
        Assert.Equal("FAILED", (string?)run["JobRunState"]);
        Assert.Equal("RuntimeError: PreconditionFailed\nand more", (string?)run["ErrorMessage"]);
    }

    [Theory]
    [InlineData("s3:ListBucket", "when calling the ListObjectsV2 operation")]
    [InlineData("s3:PutObject", "RuntimeError: AccessDenied")]
    [InlineData("cloudwatch:PutMetricData", "when calling the PutMetricData operation")]
    public async Task What_the_jobs_role_may_not_fails_the_job(string action, string told)
    {
        var (services, execution) = await RunAsync(Stack(without: action));
        await using var running = services;

        Assert.Contains(told, (string?)JsonNode.Parse(execution.Cause!)!["ErrorMessage"], StringComparison.Ordinal);
        Assert.Equal(action, services.Get<AccessControl>().Denied.Single().Action);
    }

    [Fact]
    public async Task Without_permission_or_a_job_the_error_is_Glues_own()
    {
        var (refused, denied) = await RunAsync(
            Stack(statement: MayRun.Replace("GetJobRuns", "GetJob", StringComparison.Ordinal)));
        await using var first = refused;
        Assert.Equal("Glue.AccessDeniedException", denied.Error);

        var (services, missing) = await RunAsync(
            Stack(name: "other", statement: MayRun.Replace("/count", "/*", StringComparison.Ordinal)));
        await using var second = services;
        Assert.Equal("Glue.EntityNotFoundException", missing.Error);
    }

    [Fact]
    public async Task A_second_run_at_a_time_is_refused_and_a_long_one_ended()
    {
        var slow = "import time\ntime.sleep(600)\n";
        await using var services = await StartAsync(Stack(script: slow));
        var runner = services.Get<JobRunner>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = runner.RunAsync(Job, new Dictionary<string, string>(), null, end.Token);

        var refused = await Assert.ThrowsAsync<JobException>(
            () => runner.RunAsync(Job, new Dictionary<string, string>(), null, Cancel));
        Assert.Equal("ConcurrentRunsExceededException", refused.Code);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var ended = await runner.RunAsync(Job, new Dictionary<string, string>(), TimeSpan.FromMilliseconds(1), Cancel);
        Assert.Equal(JobRun.TimedOut, ended.State);
    }

    [Theory]
    [InlineData("command/name", "pythonshell", "the command.name 'pythonshell'")]
    [InlineData("workerType", "Standard", "Standard")]
    [InlineData("maxRetries", 1.0, "retries of its own")]
    [InlineData("numberOfWorkers", 1.0, "Set numberOfWorkers to 2 or more")]
    public async Task What_the_twin_does_not_run_of_a_job_is_named(string path, object value, string named)
    {
        var stack = Stack().With(GlueResources.Job, Job, job => job.Set(path, value));

        Assert.Contains(
            named,
            (await Assert.ThrowsAsync<RunFailedException>(() => StartAsync(stack))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_Python_in_the_path_none_is_found() => Assert.Null(PythonProgram.Find(Folder.Root));

    private async Task<(TwinServices Services, ExecutionSummary Execution)> RunAsync(DeclaredStack stack)
    {
        var services = await StartAsync(stack);
        Folder.Write("lake/raw/1", "");
        var machines = services.Get<StepFunctionsService>();
        machines.Start(stack.OfType(StepFunctionsResources.StateMachine).Single().Arn, "{}");
        while (await machines.CompletePendingAsync(Cancel))
        {
        }

        return (services, machines.Executions.Single());
    }

    private async Task<TwinServices> StartAsync(DeclaredStack stack)
    {
        _ = InstalledProgram.Require("python3");
        Folder.Write("lake/raw/1", "");
        Folder.Write("lake/raw/2", "");
        var clock = new VirtualClock(SmallAccount.Start);
        var services = await TwinServices.StartAsync(
            stack, Folder.Root, clock, new Timeline(TimeProvider.System, clock), new TwinOptions(), Cancel);
        if (services.Get<JobRunner>().Python is { HasSpark: true } python)
        {
            services.Get<JobRunner>().Python = python with { HasSpark = false };
        }

        return services;
    }

    private static DeclaredStack Stack(
        string name = Job, string statement = MayRun, string script = Script, string? without = null) => Declared.Stack(
        [
            Declared.Resource(S3Resources.Bucket, Bucket, ("bucket", Bucket)),
            Object("code/job.py", ("content", script)),
            Object("code/lib.zip", ("contentBase64", Convert.ToBase64String(Library()))),
            Declared.Resource(
                GlueResources.Job,
                Job,
                ("roleArn", Policies.RoleArn("job-role")),
                ("command", Declared.Map(
                    ("name", "glueetl"), ("pythonVersion", "3"), ("scriptLocation", "s3://lake/code/job.py"))),
                ("defaultArguments", Declared.Map(
                    ("--extra-py-files", "s3://lake/code/lib.zip"),
                    ("--word", "of-the-job"),
                    ("--key", "made/a b+ü"))),
                ("glueVersion", "5.1"),
                ("workerType", "G.1X"),
                ("numberOfWorkers", 2.0),
                ("timeout", 60.0)),
            .. SmallAccount.RoleOf("job-role", "glue.amazonaws.com",
            [
                .. new[]
                {
                    ("s3:GetObject", "arn:aws:s3:::lake/code/*"), ("s3:ListBucket", "arn:aws:s3:::lake"),
                    ("s3:PutObject", "arn:aws:s3:::lake/made/*"), ("cloudwatch:PutMetricData", "*"),
                    ("logs:CreateLogStream", "*"), ("logs:PutLogEvents", "*"),
                }.Where(allowed => allowed.Item1 != without).Select(allowed =>
                    $$"""{"Effect": "Allow", "Action": "{{allowed.Item1}}", "Resource": "{{allowed.Item2}}"}"""),
            ]),
            SmallAccount.MachineOf(Definitions.Create(
                $$"""
                "Run": {"Type": "Task", "Resource": "{{JobTask.Start}}", "End": true,
                  "Parameters": {"JobName": "{{name}}", "Arguments": {"--word": "of-the-run"} } }
                """)),
            .. SmallAccount.RoleOf(SmallAccount.Role, "states.amazonaws.com", statement),
        ]);

    private static DeclaredResource Object(string key, (string Property, object? Value) content) =>
        Declared.Resource(S3Resources.BucketObject, key, ("bucket", Bucket), ("key", key), content);

    private static byte[] Library()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            using var file = archive.CreateEntry("counting/__init__.py").Open();
            file.Write("def twice(key):\n    return 2\n"u8);
        }

        return bytes.ToArray();
    }
}

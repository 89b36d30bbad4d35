using System.IO.Compression;

namespace Twin.Tests.Aws.Lambda;

public sealed class LambdaEngineTests(SamplePackage package) : IClassFixture<SamplePackage>, IAsyncLifetime
{
    private readonly List<LambdaLogLine> _log = [];
    private readonly List<InvokeResult> _invoked = [];
    private readonly List<TimeSpan> _delays = [];
    private readonly List<string> _discarded = [];
    private readonly List<string> _throttled = [];
    private LambdaEngine _service = null!;

    public ValueTask InitializeAsync()
    {
        _service = new LambdaEngine(new LambdaEngineOptions
        {
            Region = "eu-central-1",
            Endpoints = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_S3"] = "http://127.0.0.1:1" },
            Log = _log.Add,
            Invoked = (_, result) => _invoked.Add(result),
            Throttled = _throttled.Add,
            Discarded = (_, record) => _discarded.Add(Text(record)),
            Delay = (wait, _) =>
            {
                _delays.Add(wait);
                return Task.CompletedTask;
            },
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_handler_gets_its_event_and_its_context()
    {
        var result = await RunAsync(
            package.Function("DescribeContext") with { LogGroup = "/lake/describe" }, """{"text":"Mötley"}""");

        Assert.Null(result.Error);
        var answer = Json(result);
        Assert.Equal("Mötley", answer.GetProperty("Text").GetString());
        Assert.Equal(result.RequestId, answer.GetProperty("RequestId").GetString());
        Assert.Equal("DescribeContext", answer.GetProperty("FunctionName").GetString());
        Assert.Equal("$LATEST", answer.GetProperty("FunctionVersion").GetString());
        Assert.Equal(
            "arn:aws:lambda:eu-central-1:123456789012:function:DescribeContext",
            answer.GetProperty("InvokedFunctionArn").GetString());
        Assert.Equal("/lake/describe", answer.GetProperty("LogGroupName").GetString());
        Assert.Equal(_log[0].LogStream, answer.GetProperty("LogStreamName").GetString());
        Assert.Equal(256, answer.GetProperty("MemoryLimitInMB").GetInt32());
        Assert.InRange(
            TimeSpan.Parse(answer.GetProperty("RemainingTime").GetString()!, null),
            TimeSpan.FromTicks(1),
            TimeSpan.FromSeconds(60));
        Assert.True(answer.GetProperty("HasSerializer").GetBoolean());
    }

    [Fact]
    public async Task A_process_gets_only_the_declared_variables_and_those_of_Lambda()
    {
        Environment.SetEnvironmentVariable("SPOTIFYSTACK_TEST_LEAK", "leaked");
        _service.Add(package.Function("Variables") with
        {
            Environment = new Dictionary<string, string>
            {
                ["RAW_BUCKET"] = "raw",
                ["AWS_ENDPOINT_URL_S3"] = "https://elsewhere.example",
            },
        });

        var variables = Json(await InvokeAsync("Variables")).Deserialize<Dictionary<string, string>>()!;

        Assert.Equal("raw", variables["RAW_BUCKET"]);
        Assert.Equal("http://127.0.0.1:1", variables["AWS_ENDPOINT_URL_S3"]);
        Assert.Equal("eu-central-1", variables["AWS_REGION"]);
        Assert.Equal("ASIASAMPLE", variables["AWS_ACCESS_KEY_ID"]);
        Assert.Equal("token", variables["AWS_SESSION_TOKEN"]);
        Assert.Equal("256", variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]);
        Assert.StartsWith("127.0.0.1:", variables["AWS_LAMBDA_RUNTIME_API"], StringComparison.Ordinal);
        Assert.DoesNotContain("SPOTIFYSTACK_TEST_LEAK", variables.Keys);
        if (OperatingSystem.IsWindows())
        {
            return; // Windows adds some of its own to every process
        }

        string[] home =
        [
            "HOME", "TMPDIR", "PATH", "LANG", "TZ", "DOTNET_ROOT", "DOTNET_EnableDiagnostics",
            "DOTNET_EnableWriteXorExecute", "DOTNET_TC_CallCountThreshold",
            "DOTNET_TieredPGO",
        ];
        Assert.Equal(
            ["RAW_BUCKET"],
            variables.Keys.Except(home).Where(
                name => !name.StartsWith("AWS_", StringComparison.Ordinal) &&
                    !name.StartsWith("LAMBDA_", StringComparison.Ordinal) &&
                    name is not ("_HANDLER" or "_X_AMZN_TRACE_ID")));
        Assert.NotEqual(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), variables["HOME"]);
    }

    [Fact]
    public async Task A_process_is_kept_for_further_invocations()
    {
        var first = await RunAsync(package.Function("Count"));
        var second = await InvokeAsync("Count");

        Assert.Equal("1", Text(first.Payload));
        Assert.Equal("2", Text(second.Payload));
        Assert.NotNull(first.InitDuration);
        Assert.Null(second.InitDuration);
        Assert.InRange(first.InitMemoryUsed ?? 0, 1, first.MaxMemoryUsed);
        Assert.Null(second.InitMemoryUsed);
        Assert.NotEqual(first.RequestId, second.RequestId);
    }

    [Fact]
    public async Task Functions_do_not_share_a_process()
    {
        _service.Add(package.Function("Count"));
        _service.Add(package.Function("Count") with { Name = "Other" });

        Assert.Equal("1", Text((await InvokeAsync("Count")).Payload));
        Assert.Equal("1", Text((await InvokeAsync("Other")).Payload));
    }

    [Theory]
    [InlineData("Reverse", "abc", "cba")]
    [InlineData("Nothing", "{}", "")]
    [InlineData("FirstKey", """{"Records":[{"s3":{"object":{"key":"a%3D1/b+c.json"}}}]}""", "\"a=1/b c.json\"")]
    public async Task Every_handler_signature_of_Lambda_is_supported(string method, string payload, string expected)
    {
        var result = await RunAsync(package.Function(method), payload);

        Assert.Null(result.Error);
        Assert.Equal(expected, Text(result.Payload));
    }

    [Fact]
    public async Task An_exception_is_answered_with_its_type_message_stack_and_cause()
    {
        var result = await RunAsync(package.Function("Fail"));

        Assert.Equal(new FunctionError("InvalidOperationException", "It \"failed\""), result.Error);
        Assert.False(result.TimedOut);
        var answer = Json(result);
        Assert.Contains(
            "SampleFunctions.Handlers.Fail",
            answer.GetProperty("stackTrace")[0].GetString(),
            StringComparison.Ordinal);
        Assert.Equal("FormatException", answer.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Contains(_log, line => line.Text.Contains("It \"failed\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_time_limit_ends_the_process_and_the_next_invocation_starts_another()
    {
        var first = await RunAsync(package.Function("Hang") with { Timeout = TimeSpan.FromSeconds(1) });
        var second = await InvokeAsync("Hang");

        Assert.True(first.TimedOut);
        Assert.Equal("Sandbox.Timedout", first.Error?.Type);
        Assert.EndsWith("Task timed out after 1.00 seconds", first.Error?.Message, StringComparison.Ordinal);
        Assert.True(first.Duration >= TimeSpan.FromSeconds(1));
        Assert.NotNull(second.InitDuration);
        Assert.Contains(
            _log,
            line => line.RequestId == first.RequestId &&
                line.Text.EndsWith($"{first.RequestId} Task timed out after 1.00 seconds", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_ends_is_reported_with_its_exit_status()
    {
        var result = await RunAsync(package.Function("Exit"));

        Assert.Equal("Runtime.ExitError", result.Error?.Type);
        Assert.EndsWith(
            "Error: Runtime exited with error: exit status 7", result.Error?.Message, StringComparison.Ordinal);
        Assert.Contains(_log, line => line.Text.EndsWith("\tlast words", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_above_Lambdas_limit_is_refused_and_ends_the_process()
    {
        _service.Add(package.Function("TooLarge"));

        Assert.Equal("Function.ResponseSizeTooLarge", (await InvokeAsync("TooLarge")).Error?.Type);
        Assert.NotNull((await InvokeAsync("TooLarge")).InitDuration);
    }

    [Fact]
    public async Task Objects_beyond_the_memory_are_an_error_of_the_function()
    {
        var result = await RunAsync(package.Function("Hoard") with { MemorySize = 128 });

        Assert.Equal("OutOfMemoryException", result.Error?.Type);
    }

    [Fact]
    public async Task Memory_beyond_the_declared_ends_the_process()
    {
        Assert.SkipWhen(
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable(MemoryGroup.Variable)),
            $"{MemoryGroup.Variable} names no folder for control groups, so the system does not limit the memory.");

        var result = await RunAsync(package.Function("Leak") with { MemorySize = 128 });

        Assert.Equal("Runtime.ExitError", result.Error?.Type);
        Assert.EndsWith(
            "Error: Runtime exited with error: signal: killed", result.Error?.Message, StringComparison.Ordinal);
        Assert.EndsWith("Status: error\tError Type: Runtime.OutOfMemory\t", _log[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statics_and_temporary_files_live_as_long_as_the_process()
    {
        _service.Add(package.Function("Visit") with { Timeout = TimeSpan.FromSeconds(5) });

        var warm = new[] { await InvokeAsync("Visit"), await InvokeAsync("Visit") };
        var ended = await InvokeAsync("Visit", "\"end\"");
        var cold = await InvokeAsync("Visit");

        Assert.Equal(["[1,1]", "[2,2]"], warm.Select(result => Text(result.Payload)));
        Assert.Equal("Runtime.ExitError", ended.Error?.Type);
        Assert.Equal("[1,1]", Text(cold.Payload));
    }

    [Fact]
    public async Task More_temporary_bytes_than_Lambda_has_room_for_are_refused_by_name()
    {
        _service.Add(package.Function("Visit"));

        await InvokeAsync("Visit", "536870912");
        var refused = await Assert.ThrowsAsync<InvalidFunctionException>(() => InvokeAsync("Visit", "536870913"));

        Assert.Contains("Visit has 536870913 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_may_be_run_twice_with_the_same_request_id()
    {
        await using var service = new LambdaEngine(new LambdaEngineOptions
        {
            Region = "eu-central-1",
            Deliveries = _ => 2,
            Invoked = (_, result) => _invoked.Add(result),
        });
        service.Add(package.Function("Count"));

        var requestId = await service.EnqueueAsync("Count", "{}"u8.ToArray());
        await service.WhenIdleAsync(Cancel);

        Assert.Equal([(requestId, "1"), (requestId, "2")], _invoked.Select(r => (r.RequestId, Text(r.Payload))));
    }

    [Theory]
    [InlineData("SampleFunctions::SampleFunctions.Nobody::Never",
        "Unable to load type 'SampleFunctions.Nobody' from assembly 'SampleFunctions'.")]
    [InlineData("SampleFunctions::SampleFunctions.Handlers::Nowhere",
        "Unable to find method 'Nowhere' in type 'SampleFunctions.Handlers' from assembly 'SampleFunctions': Found no "
        + "methods matching method name 'Nowhere'.")]
    [InlineData("Missing::SampleFunctions.Handlers::Count",
        "Could not find the specified handler assembly with the file name 'Missing, Culture=neutral, "
        + "PublicKeyToken=null'. The assembly should be located in the root of your uploaded .zip file.")]
    [InlineData("SampleFunctions.Handlers",
        "Invalid lambda function handler: 'SampleFunctions.Handlers'. The valid format is 'ASSEMBLY::TYPE::METHOD'.")]
    [InlineData("SampleFunctions::::Count",
        "Invalid lambda function handler: 'SampleFunctions::::Count', the type is missing. The valid format is "
        + "'ASSEMBLY::TYPE::METHOD'.")]
    public async Task A_handler_that_cannot_be_loaded_is_told_in_Lambdas_words(string handler, string expected)
    {
        var result = await RunAsync(package.Function("Count") with { Handler = handler });

        Assert.Equal(("LambdaValidationException", expected), (result.Error?.Type, result.Error?.Message));
    }

    [Fact]
    public async Task What_a_constructor_throws_is_wrapped()
    {
        var result = await RunAsync(package.Function("Count") with
        {
            Handler = "SampleFunctions::SampleFunctions.Unconstructable::Never",
        });

        Assert.Equal("TargetInvocationException", result.Error?.Type);
        var cause = Json(result).GetProperty("cause");
        Assert.Equal("The setting COLOUR is missing", cause.GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task The_package_cannot_be_changed_and_the_temporary_folder_can()
    {
        _service.Add(package.Function("WriteTemporaryFile"));
        Assert.Null((await InvokeAsync("WriteTemporaryFile")).Error);
        if (Environment.IsPrivilegedProcess)
        {
            // This user may write to read-only files too.
            _service.Add(package.Function("Variables"));
            AssertReadOnly(Json(await InvokeAsync("Variables")).GetProperty("LAMBDA_TASK_ROOT").GetString()!);
            return;
        }

        _service.Add(package.Function("WriteIntoPackage"));
        Assert.Equal("UnauthorizedAccessException", (await InvokeAsync("WriteIntoPackage")).Error?.Type);
    }

    [Fact]
    public async Task Every_line_gets_to_the_log_between_those_of_Lambda()
    {
        var result = await RunAsync(package.Function("Say"));

        var id = result.RequestId;
        var lines = _log.Where(line => line.RequestId == id).Select(line => line.Text).ToList();
        Assert.StartsWith("INIT_START ", _log[0].Text, StringComparison.Ordinal);
        Assert.Null(_log[0].RequestId);
        Assert.Equal($"START RequestId: {id} Version: $LATEST", lines[0]);
        Assert.Equal(
            [
                $"{id}\tinfo\ton the console",
                $"{id}\tfail\tas an error",
                $"{id}\ttrce\twithout context",
                $"{id}\tinfo\twith context",
                $"{id}\twarn\t3 of 7",
                $"{id}\tinfo\tbegun",
            ],
            lines[1..^2].Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]));
        Assert.Equal($"END RequestId: {id}", lines[^2]);
        Assert.Matches(
            $"^REPORT RequestId: {id}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 256 MB\t" +
            "Max Memory Used: [1-9][0-9]* MB\tInit Duration: [0-9.]+ ms\t$",
            lines[^1]);
        Assert.All(_log, line => Assert.Equal("/aws/lambda/Say", line.LogGroup));
    }

    [Fact]
    public async Task A_log_in_JSON_is_one_object_to_a_line()
    {
        var result = await RunAsync(package.Function("Say") with { LogFormat = "JSON", ApplicationLogLevel = "WARN" });

        var lines = _log.Select(line => JsonElement.Parse(line.Text)).ToList();
        Assert.Equal("platform.initStart", lines[0].GetProperty("type").GetString());
        Assert.Equal("platform.start", lines[1].GetProperty("type").GetString());
        Assert.Equal("as an error", lines[2].GetProperty("message").GetString());
        Assert.Equal("3 of 7", lines[3].GetProperty("message").GetString());
        Assert.Equal("Warning", lines[3].GetProperty("level").GetString());
        Assert.Equal(3, lines[3].GetProperty("count").GetInt32());
        Assert.Equal(result.RequestId, lines[3].GetProperty("requestId").GetString());
        Assert.StartsWith("Root=1-", lines[3].GetProperty("traceId").GetString(), StringComparison.Ordinal);
        Assert.Equal("platform.report", lines[4].GetProperty("type").GetString());
        Assert.Equal("success", lines[4].GetProperty("record").GetProperty("status").GetString());
        Assert.Equal(5, lines.Count);
    }

    [Fact]
    public async Task A_failed_event_is_tried_again_after_one_and_two_minutes()
    {
        _service.Add(package.Function("FailTwice"));

        var requestId = await _service.EnqueueAsync("FailTwice", "{}"u8.ToArray());
        await _service.WhenIdleAsync(Cancel);

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)], _delays);
        Assert.Equal(["Attempt 1", "Attempt 2", null], _invoked.Select(result => result.Error?.Message));
        Assert.All(_invoked, result => Assert.Equal(requestId, result.RequestId));
        Assert.Empty(_discarded);
    }

    [Fact]
    public async Task An_event_goes_to_its_destination_with_all_details_after_the_last_failure()
    {
        var records = new List<JsonElement>();
        _service.Add(package.Function("Fail") with
        {
            EventInvoke = new EventInvokeConfig
            {
                MaximumRetryAttempts = 1,
                OnFailure = (record, _) =>
                {
                    records.Add(JsonElement.Parse(record.Span));
                    return Task.CompletedTask;
                },
            },
        });

        var requestId = await _service.EnqueueAsync("Fail", """{"day":"2026-01-02"}"""u8.ToArray());
        await _service.WhenIdleAsync(Cancel);

        var record = Assert.Single(records);
        Assert.Equal("1.0", record.GetProperty("version").GetString());
        var context = record.GetProperty("requestContext");
        Assert.Equal(requestId, context.GetProperty("requestId").GetString());
        Assert.Equal(
            "arn:aws:lambda:eu-central-1:123456789012:function:Fail:$LATEST",
            context.GetProperty("functionArn").GetString());
        Assert.Equal("RetriesExhausted", context.GetProperty("condition").GetString());
        Assert.Equal(2, context.GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal("2026-01-02", record.GetProperty("requestPayload").GetProperty("day").GetString());
        Assert.Equal("Unhandled", record.GetProperty("responseContext").GetProperty("functionError").GetString());
        Assert.Equal(
            "InvalidOperationException", record.GetProperty("responsePayload").GetProperty("errorType").GetString());
        Assert.Empty(_discarded);
    }

    [Fact]
    public async Task An_event_that_is_too_old_is_not_retried_and_without_a_destination_it_is_lost()
    {
        _service.Add(package.Function("Fail") with
        {
            EventInvoke = new EventInvokeConfig { MaximumEventAge = TimeSpan.FromSeconds(90) },
        });

        await _service.EnqueueAsync("Fail", "{}"u8.ToArray());
        await _service.WhenIdleAsync(Cancel);

        Assert.Equal(2, _invoked.Count);
        Assert.Contains("\"EventAgeExceeded\"", Assert.Single(_discarded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_a_destination_is_reported()
    {
        _service.Add(package.Function("Fail") with
        {
            EventInvoke = new EventInvokeConfig
            {
                MaximumRetryAttempts = 0,
                OnFailure = (_, _) => throw new IOException("no such queue"),
            },
        });

        await _service.EnqueueAsync("Fail", "{}"u8.ToArray());

        var thrown = await Assert.ThrowsAsync<IOException>(() => _service.WhenIdleAsync(Cancel));
        Assert.Equal("no such queue", thrown.Message);
    }

    [Fact]
    public async Task A_function_without_concurrency_is_not_run()
    {
        var result = await RunAsync(package.Function("Count") with { ReservedConcurrency = 0 });

        Assert.Equal("TooManyRequestsException", result.Error?.Type);
        Assert.Equal(["Count"], _throttled);
        Assert.Empty(_invoked);
        Assert.Empty(_log);
    }

    [Fact]
    public async Task Above_the_reserved_concurrency_a_caller_is_refused_and_an_event_waits_for_its_first_attempt()
    {
        _service.Add(package.Function("Hang") with
        {
            ReservedConcurrency = 1,
            Timeout = TimeSpan.FromSeconds(1),
            EventInvoke = new EventInvokeConfig { MaximumRetryAttempts = 0 },
        });

        var first = InvokeAsync("Hang");
        var second = await InvokeAsync("Hang");
        await _service.EnqueueAsync("Hang", "{}"u8.ToArray());
        await _service.WhenIdleAsync(Cancel);

        Assert.Equal("TooManyRequestsException", second.Error?.Type);
        Assert.True((await first).TimedOut);
        Assert.Equal(["Hang", "Hang"], _throttled);
        Assert.Equal(2, _invoked.Count);
        var record = JsonElement.Parse(Assert.Single(_discarded)).GetProperty("requestContext");
        Assert.Equal(1, record.GetProperty("approximateInvokeCount").GetInt32());
    }

    [Theory]
    [InlineData(null, null, "platform.initStart platform.start INFO:raw: WARN:json platform.report")]
    [InlineData("WARN", null, "platform.initStart platform.start WARN:json platform.report")]
    [InlineData("DEBUG", "WARN", "DEBUG:json INFO:raw: WARN:json")]
    public async Task Lines_below_the_declared_levels_do_not_reach_the_log(
        string? application, string? system, string expected)
    {
        _service.Add(package.Function("SayJson") with
        {
            LogFormat = "JSON",
            ApplicationLogLevel = application,
            SystemLogLevel = system,
        });

        await InvokeAsync("SayJson");

        Assert.Equal(expected, string.Join(' ', _log.Select(line => Name(JsonElement.Parse(line.Text)))));

        static string Name(JsonElement line) => line.GetProperty(
            line.TryGetProperty("type", out _) ? "type" : "name").GetString()!;
    }

    [Theory]
    [InlineData("Text", "INFO", null, "declares applicationLogLevel INFO and a log in text")]
    [InlineData("JSON", "INFORMATION", null, "it is one of TRACE, DEBUG, INFO, WARN, ERROR, FATAL")]
    [InlineData("JSON", null, "ERROR", "it is one of DEBUG, INFO, WARN")]
    public void A_log_level_that_Lambda_would_refuse_is_refused_by_name(
        string format, string? application, string? system, string named)
    {
        var function = package.Function("Count") with
        {
            LogFormat = format,
            ApplicationLogLevel = application,
            SystemLogLevel = system,
        };

        Refused.With<InvalidFunctionException>(named, () => _service.Add(function));
    }

    [Fact]
    public async Task An_abandoned_invocation_is_ended()
    {
        _service.Add(package.Function("Hang"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var invocation = _service.InvokeAsync("Hang", "{}"u8.ToArray(), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invocation);
    }

    [Fact]
    public void A_declaration_that_Lambda_would_refuse_is_refused_by_name()
    {
        var reserved = package.Function("Count") with
        {
            Environment = new Dictionary<string, string> { ["AWS_REGION"] = "mars-north-1" },
        };
        var large = package.Function("Count") with
        {
            Environment = new Dictionary<string, string> { ["PLAYLISTS"] = new('x', 5000) },
        };

        Refused.With<InvalidFunctionException>("AWS_REGION", () => _service.Add(reserved));
        Refused.With<InvalidFunctionException>("4096", () => _service.Add(large));
        using (var zip = File.Create(Zip("zipped")))
        {
            zip.SetLength(52_428_801);
        }

        using (var zip = ZipFile.Open(Zip("unzipped"), ZipArchiveMode.Create))
        {
            using var zeros = zip.CreateEntry("zeros", CompressionLevel.Fastest).Open();
            for (var megabytes = 0; megabytes <= 250; megabytes++)
            {
                zeros.Write(new byte[1 << 20]);
            }
        }

        foreach (var form in (string[])["zipped", "unzipped"])
        {
            Refused.With<InvalidFunctionException>(
                $" bytes {form}, and may have ",
                () => _service.Add(package.Function("Count") with { PackagePath = Zip(form) }));
        }
        Refused.With<InvalidFunctionException>(
            "python3.14",
            () => _service.Add(package.Function("Count") with { Runtime = "python3.14" }));
    }

    [Fact]
    public async Task A_package_that_is_missing_is_named()
    {
        _service.Add(package.Function("Count") with { PackagePath = "nowhere.zip" });

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => InvokeAsync("Count"));

        Assert.Contains("nowhere.zip", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Count", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_of_a_function_does_not_contain_its_secret_key()
    {
        var shown = package.Function("Count").ToString();

        Assert.Contains("ASIASAMPLE", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
    }

    private string Zip(string name) => Path.Combine(Path.GetDirectoryName(package.Zip)!, name + ".zip");

    private static string Text(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    private static JsonElement Json(InvokeResult result) => JsonElement.Parse(result.Payload.Span);

    private static void AssertReadOnly(string folder)
    {
        const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        if (OperatingSystem.IsWindows())
        {
            Assert.All(files, file => Assert.True(File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly), file));
            return;
        }

        Assert.All(
            [folder, .. Directory.GetDirectories(folder, "*", SearchOption.AllDirectories), .. files],
            path => Assert.True((new FileInfo(path).UnixFileMode & Write) == UnixFileMode.None, path));
    }

    private Task<InvokeResult> RunAsync(LambdaFunction function, string payload = "{}")
    {
        _service.Add(function);
        return InvokeAsync(function.Name, payload);
    }

    private Task<InvokeResult> InvokeAsync(string functionName, string payload = "{}") =>
        _service.InvokeAsync(functionName, Encoding.UTF8.GetBytes(payload), Cancel);
}

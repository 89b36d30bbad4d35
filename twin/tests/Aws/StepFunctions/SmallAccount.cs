using Microsoft.Extensions.DependencyInjection;
using Twin.Aws;
using Twin.Aws.Sns;
using Twin.Aws.Sqs;
using Twin.Tests.Aws.Iam;

namespace Twin.Tests.Aws.StepFunctions;

/// <summary>Declared resources and the services that run them, without buckets.</summary>
internal sealed class SmallAccount : IAsyncDisposable
{
    public const string Machine = "publish";
    public const string MachineArn = $"arn:aws:states:{Declared.Region}:{Declared.Account}:stateMachine:{Machine}";
    public const string Role = "publish-role";
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 6, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _provider;
    private readonly PendingWork _work;

    private SmallAccount(ServiceProvider provider, VirtualClock clock)
    {
        (_provider, Clock) = (provider, clock);
        _work = new PendingWork(() => provider.GetRunning(), clock);
    }

    public VirtualClock Clock { get; }

    public StepFunctionsService Machines => Get<StepFunctionsService>();

    public IEnumerable<string> Lines => Get<Timeline>().Entries.Select(entry => entry.Text);

    public static async Task<SmallAccount> StartAsync(
        DeclaredStack stack, ITaskIntegration? tasks = null, string package = "not used")
    {
        var clock = new VirtualClock(Start);
        var services = new ServiceCollection()
            .AddSingleton(stack)
            .AddSingleton(new DeploymentPackage(package))
            .AddSingleton(clock)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(new Timeline(TimeProvider.System, clock))
            .AddSingleton(new PublishedMetrics(AwsModules.All))
            .AddSingleton<Meter>()
            .AddSingleton<TwinProblems>()
            .AddSingleton<ServiceEndpoints>()
            .AddSingleton(Trouble.None)
            .AddSingleton(AssumedOtherwise.Nothing);
        AwsModule[] modules =
        [
            new IamModule(), new KmsModule(), new SnsModule(), new CloudWatchModule(), new EventBridgeModule(),
            new SqsModule(), new LambdaModule(), new StepFunctionsModule(),
        ];
        foreach (var module in modules)
        {
            module.Register(services);
        }

        var account = new SmallAccount(services.BuildServiceProvider(), clock);
        try
        {
            if (tasks is not null)
            {
                account.Machines.Add(tasks);
            }

            foreach (var service in account._provider.GetRunning().ToList())
            {
                await service.StartAsync(Cancel);
            }

            return account;
        }
        catch
        {
            await account.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the services of a stack with one state machine, whose role has these statements.</summary>
    public static Task<SmallAccount> StartAsync(
        string definition, ITaskIntegration? tasks = null, params string[] statements) =>
        StartAsync(Declared.Stack([MachineOf(definition), .. RoleOf(Role, "states.amazonaws.com", statements)]), tasks);

    public static DeclaredResource MachineOf(
        string definition, string name = Machine, params IEnumerable<(string Property, object? Value)> properties) =>
        Declared.Resource(
            StepFunctionsResources.StateMachine,
            name,
            [("definition", definition), ("roleArn", Policies.RoleArn(Role)), .. properties]);

    public static IEnumerable<DeclaredResource> RoleOf(string name, string service, params string[] statements)
    {
        yield return Declared.Resource(
            IamResources.Role,
            name,
            ("assumeRolePolicy",
                $$"""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"Service": "{{service}}"} }]}
                """));
        if (statements.Length > 0)
        {
            yield return Declared.Resource(
                IamResources.RolePolicy,
                $"{name}-policy",
                ("role", name),
                ("policy", $$"""{"Version": "2012-10-17", "Statement": [{{string.Join(", ", statements)}}]}"""));
        }
    }

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>Does all work, whatever the clock must wait for.</summary>
    public Task CompleteAsync() => _work.CompleteAsync(Cancel);

    public async Task<ExecutionSummary> RunAsync(string input = "{}")
    {
        Machines.Start(MachineArn, input);
        await CompleteAsync();
        return Machines.Executions[^1];
    }

    /// <summary>Runs one execution of a state machine to its end.</summary>
    public static async Task<ExecutionSummary> ExecuteAsync(
        string definition, ITaskIntegration? tasks = null, string input = "{}")
    {
        await using var account = await StartAsync(definition, tasks);
        return await account.RunAsync(input);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}

/// <summary>A service whose calls are recorded and answered by a test.</summary>
internal sealed class ScriptedTask(Func<int, JsonObject, CancellationToken, Task<JsonNode?>> answer) : ITaskIntegration
{
    public const string Resource = "arn:aws:states:::test:call";

    public ScriptedTask(Func<int, JsonObject, JsonNode?> answer)
        : this((number, parameters, _) => Task.FromResult(answer(number, parameters)))
    {
    }

    public List<string> Calls { get; } = [];

    public static ScriptedTask Echo => new((_, parameters) => parameters.DeepClone());

    /// <summary>A service whose calls end only when they are cancelled.</summary>
    public static ScriptedTask Endless => new(async (_, _, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return null;
    });

    public TaskFields? FieldsOf(string resource) => resource is Resource or Resource + ".sync"
        ? new TaskFields([], ["a", "b", "c", "fail"])
        : null;

    public async Task<JsonNode?> RunAsync(
        string resource, JsonObject parameters, Caller caller, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Calls.Add(parameters.ToJsonString());
        return await answer(Calls.Count - 1, parameters, cancellationToken);
    }
}

internal static class Definitions
{
    /// <summary>A definition that starts at the first of these states, <c>"name": {…}</c> each.</summary>
    public static string Create(params string[] states) =>
        $$"""
        {"StartAt": {{states[0][..states[0].IndexOf(':', StringComparison.Ordinal)]}},
         "States": { {{string.Join(", ", states)}} } }
        """;

    /// <summary>A definition of one task with these further fields, which ends it.</summary>
    public static string OfTask(string fields) => Create(Task("Only", $"{fields}, \"End\": true"));

    public static string Task(string name, string fields) =>
        $$"""
        "{{name}}": {"Type": "Task", "Resource": "{{ScriptedTask.Resource}}", {{fields}} }
        """;
}

using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>One run of a stack against mocks.</summary>
internal sealed class DeploymentRun(IMocks mocks, TestOptions options)
{
    private Stack? _stack;

    public string ProjectName { get; } = options.ProjectName ?? "project";

    public string StackName { get; } = options.StackName ?? "stack";

    public ImmutableDictionary<string, string> Configuration { get; } = ReadConfiguration();

    public InFlightTasks InFlight { get; } = new();

    public MockMonitor Monitor { get; } = new(mocks);

    public Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException(
            "Trying to acquire Deployment.Stack before 'Run' was called.");
        set => _stack = value;
    }

    /// <summary>Runs the stack, and returns the messages of its failures.</summary>
    public async Task<ImmutableArray<string>> RunAsync(Func<Stack> createStack)
    {
        ImmutableArray<Exception> failures;
        try
        {
            createStack().CheckOutputs();
            failures = await InFlight.IdleOrFirstFailureAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failures = [e];
        }

        return [.. failures.Select(Told)];
    }

    public void Register(Resource resource, ResourceArgs args, ResourceOptions options)
        => InFlight.Add(CompleteAsync(resource, args, options));

    public async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args)
    {
        var sent = await Wire.SendMapAsync($"invoke:{token}", args.ToDictionary()).ConfigureAwait(false);
        var result = await Monitor.InvokeAsync(token, sent).ConfigureAwait(false);
        return new((T)OutputReader.Read($"{token} result", result, typeof(T))!, IsSecret: false);
    }

    private async Task CompleteAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        var sources = resource.CompletionSources;
        try
        {
            // an output among the dependencies may fail
            await options.DependsOn.ToOutput().DataTask.ConfigureAwait(false);
            var sent = await Wire.SendMapAsync(
                    $"resource:{resource.GetResourceName()}[{resource.GetResourceType()}]", args.ToDictionary())
                .ConfigureAwait(false);
            var (id, state) = await Monitor.RegisterAsync(resource, sent).ConfigureAwait(false);
            foreach (var (name, source) in sources)
            {
                var value = name == "id" ? id : state.GetValueOrDefault(name);
                source.Set(OutputReader.Read($"{resource.GetType().FullName}.{name}", value, source.TargetType));
            }
        }
        catch (Exception e)
        {
            // code that waits for an output must learn that it will not come
            foreach (var source in sources.Values)
            {
                source.TrySetException(e);
            }

            throw;
        }
    }

    private static string Told(Exception failure) => failure switch
    {
        RunException => failure.Message,
        _ => $"Running program '{System.Reflection.Assembly.GetEntryAssembly()?.Location}' failed with an unhandled " +
            $"exception:\n{failure}",
    };

    private static ImmutableDictionary<string, string> ReadConfiguration()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToImmutableDictionary(
            property => property.Name.Replace(":config:", ":", StringComparison.Ordinal),
            property => property.Value.ToString());
    }
}

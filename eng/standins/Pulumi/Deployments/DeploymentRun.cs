using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>One run of a stack against mocks.</summary>
internal sealed class DeploymentRun(IMocks mocks, TestOptions options)
{
    // the exit code of a program that has already printed its error
    private const int FailureAlreadyTold = 32;

    private readonly Lock _gate = new();
    private ImmutableArray<string> _errors = [];
    private Stack? _stack;

    public string ProjectName { get; } = options.ProjectName ?? "project";

    public string StackName { get; } = options.StackName ?? "stack";

    public bool IsDryRun { get; } = options.IsPreview ?? true;

    public ImmutableDictionary<string, string> Configuration { get; } = ReadConfiguration();

    public InFlightTasks InFlight { get; } = new();

    public MockMonitor Monitor { get; } = new(mocks);

    public Stack Stack
    {
        get => _stack ?? throw new InvalidOperationException(
            "Trying to acquire Deployment.Stack before 'Run' was called.");
        set => _stack = value;
    }

    public ImmutableArray<string> Errors
    {
        get
        {
            lock (_gate)
            {
                return _errors;
            }
        }
    }

    public void AddError(string message)
    {
        lock (_gate)
        {
            _errors = _errors.Add(message);
        }
    }

    public async Task RunAsync(Func<Stack> createStack)
    {
        ImmutableArray<Exception> failures;
        try
        {
            createStack().RegisterPropertyOutputs();
            failures = await InFlight.IdleOrFirstFailureAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failures = [e];
        }

        foreach (var failure in failures)
        {
            AddError(Told(failure));
        }

        if (!failures.IsEmpty)
        {
            Environment.ExitCode = FailureAlreadyTold;
        }
    }

    public void Register(Resource resource, ResourceArgs args, ResourceOptions options)
        => InFlight.Add(CompleteAsync(resource, args, options));

    public void RegisterOutputs(ComponentResource resource, Output<IDictionary<string, object?>> outputs)
    {
        InFlight.Add(RegisterAsync());

        async Task RegisterAsync()
        {
            var urn = await resource.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
            var values = await outputs.GetValueAsync(whenUnknown: ImmutableDictionary<string, object?>.Empty)
                .ConfigureAwait(false);
            var sent = await Wire.SendPropertiesAsync("outputs", values).ConfigureAwait(false);
            await Monitor.RegisterOutputsAsync(urn, sent).ConfigureAwait(false);
        }
    }

    public async Task<OutputData<T>> InvokeAsync<T>(string token, InvokeArgs args)
    {
        var values = await args.ToDictionaryAsync().ConfigureAwait(false);
        var sent = await Wire.SendPropertiesAsync($"invoke:{token}", values).ConfigureAwait(false);
        var resources = sent.Values.SelectMany(data => data.Resources).ToImmutableHashSet();
        if (sent.Values.Any(data => !data.IsKnown)
            || !await ResourceGraph.AllHaveIdsAsync(resources).ConfigureAwait(false))
        {
            return OutputData.Unknown<T>();
        }

        var result = await Monitor.InvokeAsync(token, sent).ConfigureAwait(false);
        var data = OutputReader.Read($"{token} result", result, typeof(T));
        return data.As(data.Value is null ? default! : (T)data.Value) with { Resources = resources };
    }

    private async Task CompleteAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        var sources = resource.CompletionSources;
        try
        {
            var registered = await RegisterAsync(resource, args, options).ConfigureAwait(false);
            sources["urn"].Set(OutputData.Known<object?>(registered.Urn));
            if (resource is CustomResource)
            {
                var id = registered.Id ?? "";
                sources["id"].Set(OutputData.Known<object?>(id) with { IsKnown = id.Length > 0 });
            }

            foreach (var (name, source) in sources)
            {
                if (name is "urn" or "id" || !registered.State.TryGetValue(name, out var data))
                {
                    continue;
                }

                source.Set(OutputReader.Read($"{resource.GetType().FullName}.{name}", data, source.TargetType));
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
        finally
        {
            foreach (var source in sources.Values)
            {
                source.TrySetDefault(isKnown: !IsDryRun);
            }
        }
    }

    private async Task<RegisteredResource> RegisterAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        // a resource's dependencies are registered before it
        var dependencies = await options.DependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        var values = await args.ToDictionaryAsync().ConfigureAwait(false);
        var sent = await Wire.SendPropertiesAsync(
                $"resource:{resource.GetResourceName()}[{resource.GetResourceType()}]",
                values.Where(value => value.Key is not ("id" or "urn")))
            .ConfigureAwait(false);
        var parent = options.Parent ?? (resource is Stack ? null : Stack);
        var parentUrn = parent is null ? "" : await parent.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        await ResourceGraph.RegisteredAsync([.. dependencies, .. sent.Values.SelectMany(data => data.Resources)])
            .ConfigureAwait(false);
        return await Monitor.RegisterAsync(new ResourceRequest(resource, parentUrn, sent)).ConfigureAwait(false);
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

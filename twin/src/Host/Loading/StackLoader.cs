using System.Collections.Concurrent;
using Infra;
using Infra.Components;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Twin.Host.Loading;

public static class StackLoader
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Loads a stack of the repository for inspection: no function runs, so no secret is needed.</summary>
    public static Task<DeclaredStack> LoadWithoutSecretsAsync(string stack)
    {
        const string NotShown = "not shown";
        return LoadAsync(StackConfiguration.Read(PulumiProject.Folder, stack).WithSecrets(NotShown, NotShown));
    }

    /// <summary>Runs the Pulumi program against mocks, one at a time: Pulumi reads the configuration from environment
    /// variables of the process.</summary>
    public static Task<DeclaredStack> LoadAsync(StackConfiguration configuration) =>
        RunAsync(configuration, async mocks =>
        {
            var resources = new List<DeclaredResource>();
            foreach (var resource in mocks.Resources.Values
                .OrderBy(resource => resource.Name, StringComparer.Ordinal)
                .ThenBy(resource => resource.Type, StringComparer.Ordinal))
            {
                resources.Add(await WithOptionsAsync(resource));
            }

            return new DeclaredStack([.. resources], AwsMocks.AccountId, configuration.Region);
        });

    /// <summary>The typed arguments and options of everything that the Pulumi program registers, where a value still
    /// has the mark of a secret.</summary>
    public static Task<ImmutableArray<ResourceTransformationArgs>> RegistrationsAsync(
        StackConfiguration configuration) =>
        RunAsync(configuration, _ => Task.FromResult(Observed.Registered.Values.ToImmutableArray()));

    private static async Task<T> RunAsync<T>(StackConfiguration configuration, Func<AwsMocks, Task<T>> read)
    {
        const string PulumiConfig = "PULUMI_CONFIG";
        await OneAtATime.WaitAsync();
        var before = Environment.GetEnvironmentVariable(PulumiConfig);
        try
        {
            var values = configuration.WithOwnKey().Values;
            Environment.SetEnvironmentVariable(PulumiConfig, JsonSerializer.Serialize(values));
            var mocks = new AwsMocks(configuration.Region);
            Observed.Registered.Clear();
            await Deployment.TestAsync<Observed>(mocks, new TestOptions
            {
                ProjectName = configuration.Project,
                StackName = configuration.Stack,
                IsPreview = false,
            });

            return await read(mocks);
        }
        catch (RunException refused)
        {
            throw new InputException(refused.Message, refused);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(refused => refused is RunException))
        {
            throw new InputException(
                string.Join('\n', several.InnerExceptions.Select(refused => refused.Message)), several);
        }
        finally
        {
            Environment.SetEnvironmentVariable(PulumiConfig, before);
            OneAtATime.Release();
        }
    }

    private static async Task<DeclaredResource> WithOptionsAsync(DeclaredResource resource)
    {
        // Mocks do not get parents and dependencies, and get an archive only as an object without a path.
        if (!Observed.Registered.TryGetValue((resource.Type, resource.Name), out var registered))
        {
            return resource;
        }

        if (registered.Args is Pulumi.Aws.Lambda.FunctionArgs { Code: { } code }
            && !ReferenceEquals(await OutputUtilities.GetValueAsync(code.ToOutput()), FunctionPackage.Archive))
        {
            throw new InputException(
                $"{resource.Title} has a package that the build did not make. Set its Code to "
                + "FunctionPackage.Archive.");
        }

        var dependsOn = await OutputUtilities.GetValueAsync(registered.Options.DependsOn.ToOutput());
        return resource with
        {
            Parent = registered.Options.Parent is { } parent ? TitleOf(parent) : null,
            DependsOn = [.. dependsOn.Select(TitleOf)],
            Protect = IsProtected(registered.Options),
            RetainOnDelete = registered.Options.RetainOnDelete is true,
        };
    }

    // Children inherit the option from their parent, after the transformations.
    private static bool IsProtected(ResourceOptions options) =>
        options.Protect
        ?? (options.Parent is { } parent
            && Observed.Registered.TryGetValue((parent.GetResourceType(), parent.GetResourceName()), out var registered)
            && IsProtected(registered.Options));

    private static string TitleOf(Resource resource) =>
        DeclaredResource.TitleOf(resource.GetResourceType(), resource.GetResourceName());

    /// <summary>The stack with a transformation that records resources and changes nothing.</summary>
    private sealed class Observed : SpotifyStack
    {
        public Observed()
            : base(new StackOptions { ResourceTransformations = { Spy } })
        {
        }

        public static ConcurrentDictionary<(string, string), ResourceTransformationArgs> Registered { get; } = [];

        private static ResourceTransformationResult? Spy(ResourceTransformationArgs args)
        {
            Registered[(args.Resource.GetResourceType(), args.Resource.GetResourceName())] = args;
            return null;
        }
    }
}

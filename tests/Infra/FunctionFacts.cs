using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using Functions;
using Functions.Extract;
using Functions.Transform;
using Infra;
using Local.Declaration;

namespace Tests.Infra;

[Collection(PulumiDeployments.Name)]
public class FunctionFacts
{
    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_handler_is_a_public_method_of_the_package(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var folder = Directory.CreateTempSubdirectory("package");
        var package = new AssemblyLoadContext("package", isCollectible: true);
        try
        {
            await ZipFile.ExtractToDirectoryAsync(
                FunctionPackage.Path, folder.FullName, TestContext.Current.CancellationToken);
            package.Resolving += (context, name) =>
                context.LoadFromAssemblyPath(Path.Combine(folder.FullName, name.Name + ".dll"));

            var handlers = stack.OfType(ResourceTypes.Function).Select(function => function.Text("handler")).ToList();

            Assert.Equal(2, handlers.Distinct().Count());
            Assert.All(handlers, handler =>
            {
                var parts = handler.Split("::");
                var assembly = package.LoadFromAssemblyPath(Path.Combine(folder.FullName, parts[0] + ".dll"));
                var type = assembly.GetType(parts[1], throwOnError: true)!;
                Assert.NotNull(type.GetConstructor(Type.EmptyTypes));
                Assert.NotNull(type.GetMethod(parts[2], BindingFlags.Public | BindingFlags.Instance));
            });
        }
        finally
        {
            package.Unload();
            try
            {
                folder.Delete(recursive: true);
            }
            catch (UnauthorizedAccessException)
            {
                // Windows keeps a loaded file until the context is collected; the temporary folder may stay.
            }
        }
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task The_declared_variables_are_those_that_the_handlers_read(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        AssertReads(stack, ExtractHandler.Name, environment => ExtractSettings.From(environment));
        AssertReads(stack, TransformHandler.Name, environment => TransformSettings.From(environment));
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_secret_stands_in_any_variable(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var values = stack.OfType(ResourceTypes.Function)
            .SelectMany(function => function.Map("environment.variables").Values)
            .ToList();

        Assert.NotEmpty(values);
        Assert.All(values, value =>
        {
            Assert.DoesNotContain(Stacks.ClientSecret, value, StringComparison.Ordinal);
            Assert.DoesNotContain(Stacks.RefreshToken, value, StringComparison.Ordinal);
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_function_has_a_role_a_log_group_and_a_failure_queue_of_the_stack(string stackName)
    {
        var stack = await Stacks.Load(stackName);

        var functions = stack.OfType(ResourceTypes.Function).ToList();

        Assert.Equal(functions.Count, functions.Select(function => function.Text("role")).Distinct().Count());
        Assert.All(functions, function =>
        {
            Assert.NotNull(stack.ByArn(ResourceTypes.Role, function.Text("role")));
            var logGroup = Assert.Single(
                stack.OfType(ResourceTypes.LogGroup),
                found => found.PhysicalName == function.Text("loggingConfig.logGroup"));
            Assert.True(logGroup.Number("retentionInDays") > 0);
            var invoke = Assert.Single(
                stack.OfType(ResourceTypes.FunctionEventInvokeConfig),
                found => found.Text("functionName") == function.PhysicalName);
            Assert.NotNull(stack.ByArn(
                ResourceTypes.Queue, invoke.Text("destinationConfig.onFailure.destination")));
        });
    }

    private static void AssertReads(
        DeclaredStack stack, string handler, Func<FunctionEnvironment, object> settingsFrom)
    {
        var function = Assert.Single(stack.OfType(ResourceTypes.Function), found => found.Text("handler") == handler);
        var declared = function.Map("environment.variables");
        var read = new HashSet<string>();

        settingsFrom(new FunctionEnvironment(name =>
        {
            read.Add(name);
            return declared.GetValueOrDefault(name);
        }));

        // What the handler reads and the stack leaves out is optional: without it the settings are still read
        Assert.Empty(declared.Keys.Except(read));
    }
}

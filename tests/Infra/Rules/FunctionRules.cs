using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using Infra.Components;
using Infra.Settings;
using Tests.Infra.Monitoring;

namespace Tests.Infra.Rules;

public class FunctionRules
{
    private const string Extract = "spotify-prod-extract";

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_function_writes_JSON_to_its_own_log_group_with_a_retention(string stack) =>
        StackRule.Holds(stack, LogsForEverOrElsewhere);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_function_that_gets_events_has_a_failure_queue_and_may_send_to_it(string stack) =>
        StackRule.Holds(stack, LosesFailures);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_handler_is_a_public_method_of_the_package(string stack) => StackRule.Holds(stack, HasNoHandler);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public Task Every_function_runs_on_NET_10_on_arm64_is_traced_and_has_a_role(string stack) =>
        StackRule.Holds(stack, RunsDifferently);

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task No_function_reserves_concurrency_which_a_new_account_cannot(string stackName) => Assert.All(
        (await Stacks.Load(stackName)).OfType(ResourceTypes.Function),
        function => Assert.Null(function.Number("reservedConcurrentExecutions")));

    [Fact]
    public async Task The_extraction_reserves_one_execution_if_that_is_configured()
    {
        var stack = await MonitoredStacks.With((KnownSettings.ReserveConcurrency.Key, "true"));

        Assert.Equal(1, Function(stack, "extract").Number("reservedConcurrentExecutions"));
        Assert.Null(Function(stack, "transform").Number("reservedConcurrentExecutions"));
    }

    [Fact]
    public Task A_function_without_further_resources_is_found_by_each_rule() => Task.WhenAll(
        new Func<DeclaredStack, IEnumerable<string>>[]
        {
            LogsForEverOrElsewhere, LosesFailures, HasNoHandler, RunsDifferently,
        }.Select(rule => StackRule.Finds(
            rule,
            stack => stack
                .Plus(ResourceTypes.Function, "careless", ("handler", "Functions::Functions.Nobody::Handle"))
                .Plus(ResourceTypes.Permission, "permission", ("function", "careless")),
            "careless")));

    [Fact]
    public Task A_log_that_is_kept_for_ever_is_found() => StackRule.Finds(
        LogsForEverOrElsewhere,
        stack => stack.With(
            ResourceTypes.LogGroup, $"/aws/lambda/{Extract}", log => log.Set("retentionInDays", null)),
        Extract);

    [Fact]
    public Task A_log_level_that_would_lose_the_metrics_is_found() => StackRule.Finds(
        LogsForEverOrElsewhere,
        stack => stack.With(
            ResourceTypes.Function, Extract, function => function.Set("loggingConfig/applicationLogLevel", "WARN")),
        Extract);

    [Fact]
    public Task A_failure_destination_that_is_not_declared_is_found() => StackRule.Finds(
        LosesFailures,
        stack => stack.With(
            ResourceTypes.FunctionEventInvokeConfig,
            Extract,
            invoke => invoke.Set("destinationConfig/onFailure/destination", "arn:aws:sqs:eu-central-1:1:elsewhere")),
        Extract);

    [Fact]
    public Task A_role_that_may_not_report_its_failures_is_found() => StackRule.Finds(
        LosesFailures,
        stack => stack.With(
            ResourceTypes.RolePolicy,
            Extract,
            policy => policy.Replace("policy", "sqs:SendMessage", "sqs:GetQueueUrl")),
        Extract);

    [Fact]
    public Task A_handler_that_was_renamed_is_found() => StackRule.Finds(
        HasNoHandler,
        stack => stack.With(ResourceTypes.Function, Extract, function =>
            function.Replace("handler", "HandleAsync", "Handle")),
        Extract);

    private static IEnumerable<string> LogsForEverOrElsewhere(DeclaredStack stack) =>
        from function in stack.OfType(ResourceTypes.Function)
        let name = function.OptionalText("loggingConfig.logGroup")
        let groups = stack.OfType(ResourceTypes.LogGroup).Where(log => log.PhysicalName == name).ToList()
        let users = stack.OfType(ResourceTypes.Function)
            .Count(other => other.OptionalText("loggingConfig.logGroup") == name)
        where groups is not [var log]
            || log.Number("retentionInDays") is null or 0
            || users > 1
            || function.OptionalText("loggingConfig.logFormat") != "JSON"
            // Metrics are lines without a level, which count as INFO in Lambda: with a higher level they would all be
            // lost.
            || function.OptionalText("loggingConfig.applicationLogLevel") is not ("TRACE" or "DEBUG" or "INFO")
        select function.Title;

    private static IEnumerable<string> LosesFailures(DeclaredStack stack) =>
        from function in stack.OfType(ResourceTypes.Function)
        where stack.OfType(ResourceTypes.Permission)
            .Any(permission => permission.Text("function") == function.PhysicalName)
        let destinations = stack.OfType(ResourceTypes.FunctionEventInvokeConfig)
            .Where(invoke => invoke.Text("functionName") == function.PhysicalName)
            .Select(invoke => invoke.OptionalText("destinationConfig.onFailure.destination"))
            .ToList()
        where destinations is not [{ } queue]
            || stack.ByArn(ResourceTypes.Queue, queue) is null
            || !May(stack, function, "sqs:SendMessage", queue)
        select function.Title;

    private static IEnumerable<string> RunsDifferently(DeclaredStack stack) =>
        from function in stack.OfType(ResourceTypes.Function)
        where function.OptionalText("runtime") != "dotnet10"
            || !function.Texts("architectures").SequenceEqual(["arm64"])
            || function.OptionalText("tracingConfig.mode") != "Active"
            || function.OptionalText("role") is not { } role
            || stack.ByArn(ResourceTypes.Role, role) is null
        select function.Title;

    private static IEnumerable<string> HasNoHandler(DeclaredStack stack)
    {
        var folder = Directory.CreateTempSubdirectory("package");
        var package = new AssemblyLoadContext("package", isCollectible: true);
        try
        {
            ZipFile.ExtractToDirectory(FunctionPackage.PortablePath, folder.FullName);
            package.Resolving += (context, name) =>
                context.LoadFromAssemblyPath(Path.Combine(folder.FullName, name.Name + ".dll"));

            return
            [
                .. stack.OfType(ResourceTypes.Function)
                    .Where(function => !IsHandler(package, folder.FullName, function.Text("handler")))
                    .Select(function => function.Title),
            ];
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
                // Windows locks a loaded file until the context is collected, so the temporary folder may stay.
            }
        }
    }

    private static bool IsHandler(AssemblyLoadContext package, string folder, string handler)
    {
        var parts = handler.Split("::");
        var type = package.LoadFromAssemblyPath(Path.Combine(folder, parts[0] + ".dll")).GetType(parts[1]);
        return type?.GetConstructor(Type.EmptyTypes) is not null
            && type.GetMethod(parts[2], BindingFlags.Public | BindingFlags.Instance) is not null;
    }

    private static bool May(DeclaredStack stack, DeclaredResource function, string action, string resource) =>
        RoleStatements.From(stack).Any(found =>
            found.Role.Arn == function.OptionalText("role")
            && found.Statement.Allows
            && found.Statement.Covers(action, resource, new RequestContext()));

    private static DeclaredResource Function(DeclaredStack stack, string name) => Assert.Single(
        stack.OfType(ResourceTypes.Function),
        function => function.PhysicalName.EndsWith(name, StringComparison.Ordinal));
}

using System.Reflection;

namespace Tests.Infra.Monitoring;

public sealed class MetricTests
{
    // The dimensions with which AWS writes each metric, by namespace and metric, from each service's documentation.
    private static readonly ImmutableDictionary<string, string[]> Documented = new Dictionary<string, string[]>
    {
        ["AWS/Lambda Errors"] = ["FunctionName"],
        ["AWS/Lambda Throttles"] = ["FunctionName"],
        ["AWS/Lambda Duration"] = ["FunctionName"],
        ["AWS/Lambda DestinationDeliveryFailures"] = ["FunctionName"],
        ["AWS/SQS ApproximateNumberOfMessagesVisible"] = ["QueueName"],
        ["AWS/SQS ApproximateAgeOfOldestMessage"] = ["QueueName"],
        ["AWS/Events FailedInvocations"] = ["RuleName"],
        ["AWS/States ExecutionsSucceeded"] = ["StateMachineArn"],
        ["AWS/States ExecutionsFailed"] = ["StateMachineArn"],
        ["AWS/States ExecutionTime"] = ["StateMachineArn"],
        ["AWS/Athena ProcessedBytes"] = ["QueryState", "QueryType", "WorkGroup"],
        ["AWS/S3 BucketSizeBytes"] = ["BucketName", "StorageType"],
    }.ToImmutableDictionary();

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_metric_is_documented_or_written_with_these_dimensions(string stackName)
    {
        var known = Documented.SetItems(OfTheFunctions());

        Assert.All(WatchedMetric.AllOf(await Stacks.Load(stackName)), metric =>
        {
            Assert.True(
                known.TryGetValue($"{metric.Namespace} {metric.Name}", out var dimensions), $"{metric} is unknown");
            Assert.Equal(dimensions, metric.Dimensions.Keys.Order(StringComparer.Ordinal));
        });
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_dimension_names_a_declared_resource(string stackName)
    {
        var stack = await Stacks.Load(stackName);
        var declared = new Dictionary<string, IEnumerable<string>>
        {
            ["FunctionName"] = Names(ResourceTypes.Function),
            ["QueueName"] = Names(ResourceTypes.Queue),
            ["RuleName"] = Names(ResourceTypes.EventRule),
            ["StateMachineArn"] = stack.OfType(ResourceTypes.StateMachine).Select(machine => machine.Arn),
            ["WorkGroup"] = Names(ResourceTypes.Workgroup),
            ["BucketName"] = stack.OfType(ResourceTypes.Bucket).Select(bucket => bucket.Text("bucket")),
            ["QueryState"] = ["SUCCEEDED", "CANCELED"],
            ["QueryType"] = ["DML"],
            ["StorageType"] = ["StandardStorage", "StandardIAStorage"],
            [LakeMetrics.StackDimension] = stack.OfType(ResourceTypes.Function)
                .Select(function => function.Map("environment.variables").GetValueOrDefault("STACK")).OfType<string>(),
        };

        Assert.All(WatchedMetric.AllOf(stack), metric => Assert.All(
            metric.Dimensions,
            dimension => Assert.True(
                declared[dimension.Key].Contains(dimension.Value), $"{metric}: no {dimension.Key} {dimension.Value}")));

        IEnumerable<string> Names(string type) => stack.OfType(type).Select(resource => resource.PhysicalName);
    }

    [Theory, MemberData(nameof(Stacks.Names), MemberType = typeof(Stacks))]
    public async Task Every_metric_of_the_functions_is_in_an_alarm_or_on_the_dashboard(string stackName)
    {
        var withPlays = await MonitoredStacks.With(("plays", "true"));
        var watched = WatchedMetric.AllOf(await Stacks.Load(stackName)).Concat(WatchedMetric.AllOf(withPlays))
            .Select(metric => $"{metric.Namespace} {metric.Name}")
            .ToHashSet();

        Assert.All(OfTheFunctions(), metric => Assert.Contains(metric.Key, watched));
    }

    private static IEnumerable<KeyValuePair<string, string[]>> OfTheFunctions() =>
        typeof(LakeMetrics).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except([LakeMetrics.Namespace, LakeMetrics.StackDimension])
            .Select(name => KeyValuePair.Create(
                $"{LakeMetrics.Namespace} {name}", new[] { LakeMetrics.StackDimension }));
}

namespace Generator;

/// <summary>TypeScript has one <c>number</c>, C# two: an AWS number is a whole one (<c>int</c>) unless it is listed
/// here. Source: the same property in sdk/dotnet of github.com/pulumi/pulumi-aws.</summary>
internal static class Numbers
{
    private static HashSet<string> Fractions { get; } =
    [
        "budgets.BudgetNotification.threshold",
        "cloudwatch.MetricAlarm.threshold",
        "glue.CrawlerDynamodbTarget.scanRate",
        "lambda.AliasRoutingConfig.additionalVersionWeights",
        "lambda.FunctionCapacityProviderConfigLambdaManagedInstancesCapacityProviderConfig."
            + "executionEnvironmentMemoryGibPerVcpu",
    ];

    public static string CSharp(string module, string shape, string property) =>
        Fractions.Contains($"{module}.{shape}.{property}") ? "double" : "int";
}

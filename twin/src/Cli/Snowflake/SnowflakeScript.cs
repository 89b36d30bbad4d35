using System.Text.RegularExpressions;

namespace Twin.Cli.Snowflake;

/// <summary>A script of SQL with all that a stack declares in Snowflake, for those who keep Snowflake by hand: each
/// resource is one statement.</summary>
internal static partial class SnowflakeScript
{
    // The properties that a statement has in another form than as an option.
    private static readonly HashSet<string> InAnotherForm =
    [
        "name", "database", "schema", "isTransient", "columns", "statement", "sqlStatement", "schedule", "started",
        "frequency", "startTimestamp", "notifyTriggers", "suspendTrigger", "suspendImmediateTrigger",
    ];

    private static readonly HashSet<string> Identifiers = ["resourceMonitor", "storageIntegration", "warehouse"];

    public static string Write(DeclaredStack stack)
    {
        var integration = stack.OfType(ResourceTypes.SnowflakeIntegration).Single();
        var bucket = new Uri(integration.Texts("storageAllowedLocations")[0]).Host;
        return string.Concat(Parts(stack, integration).Select(part => part + "\n\n")).TrimEnd()
            .Replace(bucket, "<processed bucket>", StringComparison.Ordinal)
            .Replace(stack.AccountId, "<AWS account>", StringComparison.Ordinal) + "\n";
    }

    private static IEnumerable<string> Parts(DeclaredStack stack, DeclaredResource integration)
    {
        var schema = stack.OfType(ResourceTypes.SnowflakeSchema).Single();
        var roles = stack.OfType(ResourceTypes.SnowflakeAccountRole).Select(role => role.PhysicalName).ToList();
        yield return "-- Put your own values in the places of <processed bucket> (pulumi stack output processedBucket) and\n"
            + "-- <AWS account>. Where a name exists, the statement is refused: nothing is replaced.\n"
            + "USE ROLE ACCOUNTADMIN;";
        foreach (var part in Creating(stack, ResourceTypes.SnowflakeAccountRole, "ROLE")
            .Concat(stack.OfType(ResourceTypes.SnowflakeGrantAccountRole).Select(GrantRole))
            .Concat(Creating(stack, ResourceTypes.SnowflakeDatabase, "TRANSIENT DATABASE"))
            .Concat(Creating(stack, ResourceTypes.SnowflakeSchema, "SCHEMA"))
            .Concat(stack.OfType(ResourceTypes.SnowflakeResourceMonitor).Select(Monitor))
            .Concat(Creating(stack, ResourceTypes.SnowflakeWarehouse, "WAREHOUSE"))
            .Append(Create(integration, "STORAGE INTEGRATION", "TYPE = EXTERNAL_STAGE"))
            .Append(Trust(stack, integration))
            .Concat(stack.OfType(ResourceTypes.SnowflakeGrantPrivileges).Select(Grant)))
        {
            yield return part;
        }

        var loading = roles.Single(role => role.EndsWith("_LOAD", StringComparison.Ordinal));
        yield return $"USE ROLE {loading};\nUSE SCHEMA {schema.Text("fullyQualifiedName")};";
        foreach (var part in Creating(stack, ResourceTypes.SnowflakeFileFormat, "FILE FORMAT")
            .Concat(Creating(stack, ResourceTypes.SnowflakeStage, "STAGE"))
            .Concat(stack.OfType(ResourceTypes.SnowflakeTable).Select(Table))
            .Concat(stack.OfType(ResourceTypes.SnowflakeView).Select(view =>
                $"CREATE VIEW {view.PhysicalName}{Comment(view)} AS\n{view.Text("statement").TrimEnd()};"))
            .Concat(stack.OfType(ResourceTypes.SnowflakeTask).Select(Task)))
        {
            yield return part;
        }

        yield return string.Join('\n',
        [
            "-- To remove all of it, and nothing of the lake:",
            "-- USE ROLE ACCOUNTADMIN;",
            $"-- DROP DATABASE {schema.Text("database")};",
            $"-- DROP STORAGE INTEGRATION {integration.PhysicalName};",
            .. stack.OfType(ResourceTypes.SnowflakeWarehouse).Select(found => $"-- DROP WAREHOUSE {found.PhysicalName};"),
            .. stack.OfType(ResourceTypes.SnowflakeResourceMonitor)
                .Select(found => $"-- DROP RESOURCE MONITOR {found.PhysicalName};"),
            .. roles.Select(role => $"-- DROP ROLE {role};"),
        ]);
    }

    private static IEnumerable<string> Creating(DeclaredStack stack, string type, string kind) =>
        stack.OfType(type).Select(resource => Create(resource, kind));

    private static string Create(DeclaredResource resource, string kind, params string[] first) =>
        string.Join(' ', [$"CREATE {kind}", NameOf(resource), .. first, .. Options(resource)]) + ";";

    private static string NameOf(DeclaredResource resource) => resource.Is(ResourceTypes.SnowflakeSchema)
        ? resource.Text("fullyQualifiedName")
        : resource.PhysicalName;

    private static IEnumerable<string> Options(DeclaredResource resource) =>
        from input in resource.Inputs.OrderBy(input => input.Key == "formatType" ? "" : input.Key, StringComparer.Ordinal)
        where !InAnotherForm.Contains(input.Key)
        let name = input.Key switch
        {
            "formatType" => "TYPE",
            "nullIfs" => "NULL_IF",
            _ => Words().Replace(input.Key, "_").ToUpperInvariant(),
        }
        select $"{name} = {(Identifiers.Contains(input.Key) ? input.Value : Value(input.Value))}";

    private static string Value(object value) => value switch
    {
        bool flag => flag ? "TRUE" : "FALSE",
        double number => number.ToString(CultureInfo.InvariantCulture),
        "true" or "false" => ((string)value).ToUpperInvariant(),
        string text => Quoted(text),
        ImmutableArray<object> list => $"({string.Join(", ", list.Select(Value))})",
        IReadOnlyDictionary<string, object> map => "(" + string.Join(' ', map
            .OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => $"{Words().Replace(item.Key, "_").ToUpperInvariant()} = {Value(item.Value)}")) + ")",
        _ => throw new NotSupportedException($"{value} has no form in Snowflake's SQL."),
    };

    private static string Quoted(string text) => "'" + text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("'", "''", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal) + "'";

    private static string Comment(DeclaredResource resource) =>
        resource.OptionalText("comment") is { } comment ? $" COMMENT = {Quoted(comment)}" : "";

    private static string Table(DeclaredResource table) =>
        $"CREATE TABLE {table.PhysicalName} (\n"
        + string.Join(",\n", table.Parts("columns").Select(column =>
            $"    {column.Text("name")} {column.Text("type")}{(column.Flag("nullable") ? "" : " NOT NULL")}"
            + Comment(column).Replace(" =", "", StringComparison.Ordinal)))
        + $"\n){Comment(table)};";

    private static string Monitor(DeclaredResource monitor) =>
        $"CREATE RESOURCE MONITOR {monitor.PhysicalName} WITH {string.Join(' ', Options(monitor))} "
        + $"FREQUENCY = {monitor.Text("frequency")} START_TIMESTAMP = {monitor.Text("startTimestamp")} TRIGGERS "
        + string.Join(' ', monitor.Numbers("notifyTriggers").Select(percent => $"ON {percent} PERCENT DO NOTIFY"))
        + $" ON {monitor.Number("suspendTrigger")} PERCENT DO SUSPEND"
        + $" ON {monitor.Number("suspendImmediateTrigger")} PERCENT DO SUSPEND_IMMEDIATE;";

    private static string GrantRole(DeclaredResource grant) =>
        $"GRANT ROLE {grant.Text("roleName")} TO "
        + (grant.OptionalText("userName") is { } user ? $"USER {user};" : $"ROLE {grant.Text("parentRoleName")};");

    private static string Grant(DeclaredResource grant) =>
        $"GRANT {string.Join(", ", grant.Texts("privileges"))} ON "
        + (grant.OptionalText("onAccountObject.objectType") is { } type
                ? $"{type} {grant.Text("onAccountObject.objectName")}"
            : grant.OptionalText("onSchema.schemaName") is { } schema ? $"SCHEMA {schema}"
            : grant.OptionalText("onSchemaObject.future.inSchema") is { } place
                ? $"FUTURE {grant.Text("onSchemaObject.future.objectTypePlural")} IN SCHEMA {place}"
            : "ACCOUNT")
        + $" TO ROLE {grant.Text("accountRoleName")};";

    private static string Task(DeclaredResource task) =>
        $"CREATE TASK {task.PhysicalName} {string.Join(' ', Options(task))} "
        + $"SCHEDULE = 'USING CRON {task.Text("schedule.usingCron")}' AS\n{task.Text("sqlStatement").TrimEnd()};\n\n"
        + $"ALTER TASK {task.PhysicalName} RESUME;";

    private static string Trust(DeclaredStack stack, DeclaredResource integration)
    {
        var role = stack.ByArn(ResourceTypes.Role, integration.Text("storageAwsRoleArn"))!;
        var told = integration.Parts("describeOutputs")[0];
        var trust = role.Text("assumeRolePolicy")
            .Replace(told.Text("iamUserArn"), "<STORAGE_AWS_IAM_USER_ARN>", StringComparison.Ordinal)
            .Replace(told.Text("externalId"), "<STORAGE_AWS_EXTERNAL_ID>", StringComparison.Ordinal);
        var policy = stack.OfType(ResourceTypes.RolePolicy).Single(found => found.Text("role") == role.PhysicalName);
        return string.Join('\n',
        [
            $"-- Make the role {role.Arn} in IAM. Its trust policy, with two values of the next statement:",
            $"-- {trust}",
            "-- Its permissions:",
            $"-- {policy.Text("policy")}",
            $"DESC STORAGE INTEGRATION {integration.PhysicalName};",
        ]);
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Words();
}

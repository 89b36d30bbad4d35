using System.Collections.Immutable;

namespace Twin.Host.Snowflake;

/// <summary>The kinds of Snowflake's resources. The twin has no Snowflake: it checks that they fit each other and the
/// resources of AWS.</summary>
internal static class SnowflakeResources
{
    /// <summary>The user in Snowflake's own account that takes the role of a storage integration, and the id that it
    /// sends: made up.</summary>
    public const string User = "arn:aws:iam::999999999999:user/snowflake";

    private const string NoLogin = "nothing logs in to Snowflake here";
    private const string NoCompute = "no warehouse runs here";
    private const string NoRows = "Snowflake loads no rows here";
    private const string NoStatements = "Snowflake runs no statement here";
    private const string NoAccounts = "the users and other roles of an account are not here";

    private static readonly ResourceBilling Billing = ResourceBilling.Free("Snowflake bills it, and not AWS");

    public static readonly ResourceKind Provider = Kind(
        ResourceTypes.SnowflakeProvider, NoLogin, "accountName", "authenticator", "organizationName", "privateKey",
        "privateKeyPassphrase", "role", "user");

    public static readonly ResourceKind Database = Kind(
        ResourceTypes.SnowflakeDatabase, NoRows, "isTransient", "dataRetentionTimeInDays");

    public static readonly ResourceKind Schema = new(ResourceTypes.SnowflakeSchema)
    {
        Billing = Billing,
        Ignored = Ignoring(""),
        Outputs = inputs => [("fullyQualifiedName", $"\"{inputs.Text("database")}\".\"{inputs.Name}\"")],
    };

    public static readonly ResourceKind Warehouse = Kind(
        ResourceTypes.SnowflakeWarehouse, NoCompute, "autoResume", "autoSuspend", "initiallySuspended",
        "statementTimeoutInSeconds", "warehouseSize");

    public static readonly ResourceKind ResourceMonitor = Kind(
        ResourceTypes.SnowflakeResourceMonitor, NoCompute, "creditQuota", "frequency", "notifyTriggers",
        "startTimestamp", "suspendImmediateTrigger", "suspendTrigger");

    public static readonly ResourceKind AccountRole = Kind(ResourceTypes.SnowflakeAccountRole, "");

    public static readonly ResourceKind GrantAccountRole = Kind(
        ResourceTypes.SnowflakeGrantAccountRole, NoAccounts, "parentRoleName", "userName");

    public static readonly ResourceKind GrantPrivileges = Kind(
        ResourceTypes.SnowflakeGrantPrivileges, NoStatements, "onAccount", "onAccountObject.objectType",
        "onSchemaObject.future.objectTypePlural", "privileges");

    public static readonly ResourceKind Integration = new(ResourceTypes.SnowflakeIntegration)
    {
        Billing = Billing,
        Ignored = Ignoring("every location in the twin is S3's", "storageProvider"),
        Outputs = inputs =>
        [
            ("name", inputs.Name),
            ("describeOutputs", ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty
                .Add("iamUserArn", User)
                .Add("externalId", inputs.UniqueId))),
        ],
        RoleProperty = "storageAwsRoleArn",
    };

    public static readonly ResourceKind Stage = Kind(ResourceTypes.SnowflakeStage, NoRows, "directory");

    public static readonly ResourceKind FileFormat = Kind(
        ResourceTypes.SnowflakeFileFormat, NoRows, "emptyFieldAsNull", "escape", "escapeUnenclosedField",
        "fieldOptionallyEnclosedBy", "formatType", "nullIfs", "skipHeader", "trimSpace");

    public static readonly ResourceKind Table = Kind(
        ResourceTypes.SnowflakeTable, NoRows, NodeShape.Cylinder, "columns");

    public static readonly ResourceKind View = Kind(ResourceTypes.SnowflakeView, NoStatements, "statement");

    public static readonly ResourceKind Task = Kind(
        ResourceTypes.SnowflakeTask, NoStatements, NodeShape.Hexagon, "schedule", "sqlStatement", "started",
        "suspendTaskAfterNumFailures", "timezone", "userTaskTimeoutMs");

    public static ImmutableArray<ResourceKind> All =>
    [
        Provider, Database, Schema, Warehouse, ResourceMonitor, AccountRole, GrantAccountRole, GrantPrivileges,
        Integration, Stage, FileFormat, Table, View, Task,
    ];

    private static ResourceKind Kind(string type, string because, params string[] ignored) =>
        Kind(type, because, NodeShape.Box, ignored);

    private static ResourceKind Kind(string type, string because, NodeShape shape, params string[] ignored) =>
        new(type) { Billing = Billing, Ignored = Ignoring(because, ignored), Shape = shape };

    private static Dictionary<string, string> Ignoring(string because, params string[] properties) => properties
        .ToDictionary(property => property, _ => because)
        .Append(KeyValuePair.Create("comment", ResourceKind.ForPeople))
        .ToDictionary();
}

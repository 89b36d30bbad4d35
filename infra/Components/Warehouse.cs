using Infra.Policies;
using Infra.Snowflake;
using Pulumi.Snowflake;
using Pulumi.Snowflake.Inputs;

using SnowflakeProvider = Pulumi.Snowflake.Provider;
using SnowflakeWarehouse = Pulumi.Snowflake.Warehouse;

namespace Infra.Components;

internal sealed record WarehouseArgs(
    string Name, StackSettings Settings, SnowflakeSettings Snowflake, AwsAccount Account, LakeBucket ProcessedBucket);

/// <summary>The lake in Snowflake, beside Athena: a database that one task loads with the files that the ledger has
/// changed, and the named queries as views. All of it can be made again from the processed bucket, so leaving it out
/// removes it.</summary>
internal sealed class Warehouse : ComponentResource
{
    private readonly WarehouseArgs _args;
    private readonly SnowflakeNames _names;
    private readonly SnowflakeProvider _administrator;
    private readonly List<Resource> _grants = [];

    public Warehouse(string name, WarehouseArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Warehouse", name, options)
    {
        (_args, _names) = (args, SnowflakeNames.Of(args.Name));
        _administrator = Login(
            "administrator", "ACCOUNTADMIN", new() { Parent = this }, "snowflake_storage_integration_aws_resource");

        var loading = Role("load", _names.Loading, "Loads the lake, and owns what is loaded");
        var reading = Role("read", _names.Reading, "Reads the lake");
        var member = new GrantAccountRole(
            Named("load"),
            new GrantAccountRoleArgs { RoleName = loading.Name, UserName = args.Snowflake.User },
            Administered());
        _ = new GrantAccountRole(
            Named("read"),
            new GrantAccountRoleArgs { RoleName = reading.Name, ParentRoleName = args.Snowflake.Reader },
            Administered());

        var database = CreateDatabase();
        Database = database.Name;
        var schema = CreateSchema(Database);
        WarehouseName = CreateWarehouse();
        var integration = CreateIntegration();
        var role = TrustIntegration(integration);

        Grant(loading, "account", new() { OnAccount = true }, "EXECUTE TASK");
        Grant(loading, "integration", OnObject("INTEGRATION", integration.Name), "USAGE");
        Grant(
            loading, "schema", OnSchema(schema),
            "USAGE", "CREATE TABLE", "CREATE VIEW", "CREATE STAGE", "CREATE FILE FORMAT", "CREATE TASK");
        Grant(reading, "schema", OnSchema(schema), "USAGE");
        foreach (var user in new[] { loading, reading })
        {
            Grant(user, "database", OnObject("DATABASE", Database), "USAGE");
            Grant(user, "warehouse", OnObject("WAREHOUSE", WarehouseName), "USAGE");
        }

        // Of each table and view that will be, since they are made by another role afterwards.
        Grant(reading, "tables", OnFuture("TABLES", schema), "SELECT");
        Grant(reading, "views", OnFuture("VIEWS", schema), "SELECT");

        // The loading role owns what is in the schema. Before the user has the role, the provider cannot log in with
        // it: so its name is not known before.
        var loader = Login(
            "loader",
            Output.Tuple(loading.Name, member.Id).Apply(granted => granted.Item1),
            new() { Parent = this, DependsOn = [.. _grants] },
            "snowflake_file_format_resource", "snowflake_stage_external_s3_resource", "snowflake_table_resource");
        WarehouseContents.Declare(
            args,
            new StageLocation(Location, integration.Name, role.Before(this)),
            (Database, WarehouseName),
            new CustomResourceOptions { Parent = this, Provider = loader, DependsOn = [.. _grants] });

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["database"] = Database,
            ["warehouse"] = WarehouseName,
        });
    }

    public Output<string> Database { get; }
    public Output<string> WarehouseName { get; }

    private string Named(string name) => $"{_args.Name}-snowflake-{name}";

    private CustomResourceOptions Administered() => new() { Parent = this, Provider = _administrator };

    private SnowflakeProvider Login(
        string name, Input<string> role, CustomResourceOptions options, params string[] previewFeatures)
    {
        var snowflake = _args.Snowflake;
        var login = new ProviderArgs
        {
            OrganizationName = snowflake.Organization,
            AccountName = snowflake.Account,
            User = snowflake.User,
            Role = role,
            Authenticator = "SNOWFLAKE_JWT",
            PrivateKey = Output.Tuple(snowflake.PrivateKey, snowflake.Passphrase ?? Output.Create(""))
                .Apply(key => PrivateKey.Check(key.Item1, key.Item2)),
            PreviewFeaturesEnabled = [.. previewFeatures],
        };
        if (snowflake.Passphrase is { } passphrase)
        {
            login.PrivateKeyPassphrase = passphrase;
        }

        return new SnowflakeProvider(Named(name), login, options);
    }

    private AccountRole Role(string resource, string name, string comment) =>
        new(Named(resource), new AccountRoleArgs { Name = name, Comment = comment }, Administered());

    private Database CreateDatabase() => new(
        _args.Name,
        new DatabaseArgs
        {
            Name = _names.Stack,
            Comment = "Spotify playlists, day by day, and plays",
            // Lost rows are loaded again from the lake: Snowflake's own week of safety would only cost.
            IsTransient = true,
            DataRetentionTimeInDays = 1,
        },
        Administered());

    private Schema CreateSchema(Output<string> database) => new(
        _args.Name,
        new SchemaArgs { Name = SnowflakeNames.Schema, Database = database, Comment = "The lake's tables and queries" },
        Administered());

    private Output<string> CreateWarehouse()
    {
        var monitor = new ResourceMonitor(
            _args.Name,
            new ResourceMonitorArgs
            {
                Name = _names.Stack,
                CreditQuota = _args.Snowflake.Credits,
                Frequency = "MONTHLY",
                StartTimestamp = "IMMEDIATELY",
                NotifyTriggers = { 80 },
                SuspendTrigger = 100,
                SuspendImmediateTrigger = 110,
            },
            Administered());
        return new SnowflakeWarehouse(
            _args.Name,
            new Pulumi.Snowflake.WarehouseArgs
            {
                Name = _names.Stack,
                Comment = "Loads and queries the Spotify lake",
                WarehouseSize = "XSMALL",
                AutoSuspend = 60,
                AutoResume = "true",
                InitiallySuspended = true,
                StatementTimeoutInSeconds = (int)WarehouseContents.MaxTime.TotalSeconds,
                ResourceMonitor = monitor.Name,
            },
            Administered()).Name;
    }

    private StorageIntegrationAws CreateIntegration() => new(
        _args.Name,
        new StorageIntegrationAwsArgs
        {
            Name = _names.Stack,
            Comment = "Reads the lake's files",
            Enabled = true,
            StorageProvider = _args.Account.Partition.Apply(partition => partition switch
            {
                "aws-cn" => "S3CHINA",
                "aws-us-gov" => "S3GOV",
                _ => "S3",
            }),
            StorageAwsRoleArn = _args.Account.RoleArn(Named("reader")),
            StorageAllowedLocations = { Location },
        },
        Administered());

    private Output<string> Location => Output.Format($"s3://{_args.ProcessedBucket.BucketName}/");

    /// <summary>The role that Snowflake takes: its name is fixed, so the integration can name it first, and the trust
    /// policy then names the integration's user and external id.</summary>
    private ServiceRole TrustIntegration(StorageIntegrationAws integration)
    {
        var told = integration.DescribeOutputs.Apply(outputs => outputs[0]);
        return new ServiceRole(
            Named("reader"),
            IamStatement.TrustPrincipal(
                told.Apply(output => output.IamUserArn!), told.Apply(output => output.ExternalId!)),
            _args.Account,
            this,
            fixedName: Named("reader"),
            [
                IamStatement.Allow("FindBucket", ["s3:GetBucketLocation"], _args.ProcessedBucket.Arn),
                IamStatement.Allow("ListLake", ["s3:ListBucket"], _args.ProcessedBucket.Arn).When(
                    "StringLike",
                    "s3:prefix",
                    [.. SnowflakeLoad.Prefixes.Select(prefix => (Input<string>)$"{prefix}*")]),
                .. _args.ProcessedBucket.AllowReadBelow("ReadLake", SnowflakeLoad.Prefixes),
            ]);
    }

    private void Grant(
        AccountRole role, string name, GrantPrivilegesToAccountRoleArgs grant, params string[] privileges)
    {
        grant.AccountRoleName = role.Name;
        grant.Privileges = [.. privileges];
        _grants.Add(new GrantPrivilegesToAccountRole($"{role.GetResourceName()}-{name}", grant, Administered()));
    }

    private static GrantPrivilegesToAccountRoleArgs OnObject(string type, Input<string> name) => new()
    {
        OnAccountObject = new GrantPrivilegesToAccountRoleOnAccountObjectArgs { ObjectType = type, ObjectName = name },
    };

    private static GrantPrivilegesToAccountRoleArgs OnSchema(Schema schema) => new()
    {
        OnSchema = new GrantPrivilegesToAccountRoleOnSchemaArgs { SchemaName = schema.FullyQualifiedName },
    };

    private static GrantPrivilegesToAccountRoleArgs OnFuture(string objects, Schema schema) => new()
    {
        OnSchemaObject = new GrantPrivilegesToAccountRoleOnSchemaObjectArgs
        {
            Future = new GrantPrivilegesToAccountRoleOnSchemaObjectFutureArgs
            {
                ObjectTypePlural = objects,
                InSchema = schema.FullyQualifiedName,
            },
        },
    };
}

using System.Collections.Immutable;
using Functions.Lake;
using Twin.Aws.Iam;
using Twin.Aws.S3;
using Twin.Declaration.Policies;
using Twin.Host.Ledger;

namespace Twin.Host.Snowflake;

/// <summary>A load that Snowflake would do.</summary>
/// <param name="Files">The files that it would take: those of new markers, and those with other content.</param>
/// <param name="Removed">The keys of the files whose rows it would remove.</param>
public sealed record SnowflakeLoading(
    DateTimeOffset Time, ImmutableArray<SnowflakeFile> Files, ImmutableArray<string> Removed)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Snowflake would load {Files.Length} files and remove {Removed.Length}; Snowflake itself did not run");
}

/// <param name="Key">The key in the processed bucket.</param>
/// <param name="Sha256">The hash by the file's marker.</param>
public sealed record SnowflakeFile(string Key, string Sha256);

/// <summary>Checks what is declared of Snowflake, and finds the files that its task would load. Snowflake itself does
/// not run.</summary>
internal sealed class SnowflakeService(
    DeclaredStack stack, AccessControl access, S3Service s3, TimeProvider clock) : IRunningService
{
    public const string Source = "Snowflake";

    // https://github.com/snowflakedb/terraform-provider-snowflake/blob/main/docs/index.md
    private static readonly ImmutableArray<(string Type, string Feature)> PreviewFeatures =
    [
        (SnowflakeResources.FileFormat, "snowflake_file_format_resource"),
        (SnowflakeResources.Integration, "snowflake_storage_integration_aws_resource"),
        (SnowflakeResources.Stage, "snowflake_stage_external_s3_resource"),
        (SnowflakeResources.Table, "snowflake_table_resource"),
    ];

    private readonly List<SnowflakeLoading> _loads = [];
    private ImmutableSortedDictionary<string, string> _loaded =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>True if the stack declares a task.</summary>
    public bool IsDeclared => stack.OfType(SnowflakeResources.Task).Any();

    public ImmutableArray<SnowflakeLoading> Loads => [.. _loads];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        CheckFeatures();
        foreach (var schema in stack.OfType(SnowflakeResources.Schema))
        {
            Expect(schema, SnowflakeResources.Database, schema.Text("database"));
        }

        ResourceKind[] contents =
        [
            SnowflakeResources.Stage, SnowflakeResources.FileFormat, SnowflakeResources.Table, SnowflakeResources.View,
            SnowflakeResources.Task,
        ];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var content in contents.SelectMany(kind => stack.OfType(kind)))
        {
            Expect(content, SnowflakeResources.Database, content.Text("database"));
            Expect(content, SnowflakeResources.Schema, content.Text("schema"));
            // A table and a view have one name space.
            var kind = content.Is(SnowflakeResources.View) ? SnowflakeResources.Table.Type : content.Type;
            if (!names.Add($"{kind} {content.PhysicalName}"))
            {
                throw new RunFailedException($"{content.Title}: the name {content.PhysicalName} is declared twice.");
            }
        }

        foreach (var warehouse in stack.OfType(SnowflakeResources.Warehouse))
        {
            Expect(warehouse, SnowflakeResources.ResourceMonitor, warehouse.Text("resourceMonitor"));
        }

        foreach (var task in stack.OfType(SnowflakeResources.Task))
        {
            Expect(task, SnowflakeResources.Warehouse, task.Text("warehouse"));
        }

        CheckGrants();
        foreach (var stage in stack.OfType(SnowflakeResources.Stage))
        {
            _ = Take(IntegrationOf(stage));
        }

        return Task.CompletedTask;
    }

    /// <summary>Does what the task would do with the files, except for their rows: as the integration's user, it takes
    /// the declared role, lists the folders and reads the markers and the files that are due.</summary>
    /// <exception cref="RunFailedException">The role does not trust the integration, or may not read the
    /// lake.</exception>
    public SnowflakeLoading Load()
    {
        try
        {
            return LoadDue();
        }
        catch (S3Exception refused)
        {
            throw new RunFailedException($"Snowflake cannot read the lake: {refused.Message}");
        }
    }

    private SnowflakeLoading LoadDue()
    {
        var due = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var stage in stack.OfType(SnowflakeResources.Stage))
        {
            var caller = Take(IntegrationOf(stage));
            var bucket = s3.Buckets.Get(BucketOf(stage));
            s3.Access.ExpectBucket(caller, "s3:GetBucketLocation", bucket.Name);
            foreach (var prefix in Zones.Markers.Concat(Zones.Tables))
            {
                s3.Access.ExpectBucket(
                    caller, "s3:ListBucket", bucket.Name, new RequestContext().With("s3:prefix", prefix));
            }

            foreach (var key in bucket.Objects.Select(stored => stored.Key).Where(IsMarker))
            {
                Read(caller, bucket, key);
            }

            due.AddRange(TableMarkers.OfSnapshots(s3.Buckets).SelectMany(marker => marker.Tables.Values)
                .Concat(TableMarkers.OfMonths(s3.Buckets).Select(marker => marker.Table))
                .Select(table => KeyValuePair.Create(table.Key, table.Sha256)));
            foreach (var (key, _) in due.Except(_loaded))
            {
                Read(caller, bucket, key);
            }
        }

        var load = new SnowflakeLoading(
            clock.GetUtcNow(),
            [.. due.Except(_loaded).Select(file => new SnowflakeFile(file.Key, file.Value))],
            [.. _loaded.Keys.Except(due.Keys)]);
        _loaded = due.ToImmutable();
        _loads.Add(load);
        return load;
    }

    private static bool IsMarker(string key) =>
        Zones.Markers.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    private void Read(Caller caller, Bucket bucket, string key)
    {
        s3.Access.ExpectObject(caller, "s3:GetObject", bucket.Name, key);
        if (bucket.Find(key) is { } stored)
        {
            s3.Access.ExpectDecryption(caller, stored.Encryption, bucket.Name);
        }
    }

    private Caller Take(DeclaredResource integration)
    {
        var told = integration.Parts("describeOutputs")[0];
        var role = integration.Text("storageAwsRoleArn");
        return access.AssumeFromOutside(role, told.Text("iamUserArn"), told.Text("externalId"), "snowflake")
            ?? throw new RunFailedException(
                $"{integration.Title}: the trust policy of {role} does not allow {told.Text("iamUserArn")} "
                + "sts:AssumeRole with the integration's external id.");
    }

    private DeclaredResource IntegrationOf(DeclaredResource stage)
    {
        var integration = Expect(stage, SnowflakeResources.Integration, stage.Text("storageIntegration"));
        if (!integration.Flag("enabled")
            || !integration.Texts("storageAllowedLocations").Any(location =>
                stage.Text("url").StartsWith(location, StringComparison.Ordinal)))
        {
            throw new RunFailedException($"{stage.Title}: {integration.Title} does not allow {stage.Text("url")}.");
        }

        return integration;
    }

    private static string BucketOf(DeclaredResource stage) => new Uri(stage.Text("url")).Host;

    private void CheckFeatures()
    {
        var enabled = stack.OfType(SnowflakeResources.Provider)
            .SelectMany(provider => JsonSerializer.Deserialize<string[]>(provider.Text("previewFeaturesEnabled"))!)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (type, feature) in PreviewFeatures)
        {
            if (stack.OfType(type).FirstOrDefault() is { } resource && !enabled.Contains(feature))
            {
                throw new RunFailedException(
                    $"{resource.Title} is a preview of the provider, which refuses it without {feature}.");
            }
        }
    }

    private void CheckGrants()
    {
        foreach (var grant in stack.OfType(SnowflakeResources.GrantAccountRole))
        {
            Expect(grant, SnowflakeResources.AccountRole, grant.Text("roleName"));
        }

        foreach (var grant in stack.OfType(SnowflakeResources.GrantPrivileges))
        {
            Expect(grant, SnowflakeResources.AccountRole, grant.Text("accountRoleName"));
            var name = grant.OptionalText("onAccountObject.objectName")
                ?? grant.OptionalText("onSchema.schemaName")
                ?? grant.OptionalText("onSchemaObject.future.inSchema");
            if (name is not null && !stack.Resources.Any(resource =>
                    resource.Kind is not null && (resource.OptionalText("name") == name
                        || resource.OptionalText("fullyQualifiedName") == name)))
            {
                throw new RunFailedException($"{grant.Title}: the stack declares no {name}.");
            }
        }
    }

    private DeclaredResource Expect(DeclaredResource user, ResourceKind kind, string name) =>
        stack.Named(kind, name) ?? throw new RunFailedException($"{user.Title}: the stack declares no {kind} '{name}'.");
}

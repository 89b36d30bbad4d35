using Infra.Queries;
using Pulumi.Aws.Athena;
using Pulumi.Aws.Athena.Inputs;
using Pulumi.Aws.Glue;

namespace Infra.Components;

internal sealed record AthenaWorkgroupArgs(
    string Name,
    StackSettings Settings,
    LakeBucket QueryResultsBucket,
    DataKey? Key,
    CatalogDatabase Database);

/// <summary>The lake's own Athena work groups, and the named queries.</summary>
internal sealed class AthenaWorkgroup : ComponentResource
{
    public AthenaWorkgroup(string name, AthenaWorkgroupArgs args, ComponentResourceOptions? options = null)
        : base("spotify:lake:Analytics", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };

        var encryption = new WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs
        {
            EncryptionOption = args.Key is null ? "SSE_S3" : "SSE_KMS",
        };
        if (args.Key is { } key)
        {
            encryption.KmsKeyArn = key.Arn;
        }

        Workgroup Group(string name, string description, Input<int>? cutoff) => new(
            name,
            new WorkgroupArgs
            {
                Name = name,
                Description = description,
                // A work group contains only the history of queries; the results are in their own bucket.
                ForceDestroy = true,
                Configuration = new WorkgroupConfigurationArgs
                {
                    EnforceWorkgroupConfiguration = true,
                    PublishCloudwatchMetricsEnabled = true,
                    BytesScannedCutoffPerQuery = cutoff,
                    EngineVersion = new WorkgroupConfigurationEngineVersionArgs
                    {
                        SelectedEngineVersion = "Athena engine version 3",
                    },
                    ResultConfiguration = new WorkgroupConfigurationResultConfigurationArgs
                    {
                        OutputLocation = Output.Format($"s3://{args.QueryResultsBucket.BucketName}/"),
                        EncryptionConfiguration = encryption,
                    },
                },
            },
            child);

        WorkGroup = Group(args.Name, "Queries over the Spotify lake", args.Settings.BytesScannedCutoff);
        PublicationWorkGroup = Group($"{args.Name}-publish", "Statements of the publication", cutoff: null);

        var weekdays = args.Settings.Weekdays;
        NamedQueries =
        [
            .. QueryFile.All.Select(file => new NamedQuery(
                $"{args.Name}-{file.Name}",
                new NamedQueryArgs
                {
                    Name = file.Name,
                    Description = file.Description,
                    Database = args.Database.Name,
                    Workgroup = WorkGroup.Name,
                    Query = file.Statement(args.Settings.CountedMs, args.Settings.TimeZone, weekdays),
                },
                child)),
        ];

        RegisterOutputs(new Dictionary<string, object?>
        {
            ["workGroup"] = WorkGroup.Name,
        });
    }

    /// <summary>The work group, which limits a query's cost and names the place of its result.</summary>
    public Workgroup WorkGroup { get; }

    /// <summary>The publication's work group. It has no limit: what exceeds one fails every time.</summary>
    public Workgroup PublicationWorkGroup { get; }
    public ImmutableArray<NamedQuery> NamedQueries { get; }
}

using System.Collections.Immutable;
using Twin.Declaration;

namespace Twin.Aws.Athena;

/// <summary>The kinds of Athena's resources.</summary>
public static class AthenaResources
{
    public static readonly ResourceKind Workgroup = new(ResourceTypes.Workgroup)
    {
        Billing = ResourceBilling.By(AthenaCost.Scanned),
        Outputs = inputs => [("name", inputs.Name), ("arn", inputs.Arn("athena", $"workgroup/{inputs.Name}"))],
        Dimension = "WorkGroup",
        Ignored = new Dictionary<string, string>
        {
            ["description"] = ResourceKind.ForPeople,
            ["forceDestroy"] = ResourceKind.ForDeletion,
            ["configuration.enforceWorkgroupConfiguration"] = "no client of the twin sets a result location or an encryption of its own",
            ["configuration.publishCloudwatchMetricsEnabled"] = "not simulated: the twin measures no metric of Athena, and an alarm on one is named as such",
        },
        Facts = (_, group) => [group.OptionalText("configuration.engineVersion.selectedEngineVersion")],
    };

    public static readonly ResourceKind NamedQuery = new(ResourceTypes.NamedQuery)
    {
        Billing = ResourceBilling.Free("a saved text"),
        Id = query => ResourceInputs.GuidOf(query.Name),
    };

    public static ImmutableArray<ResourceKind> All => [Workgroup, NamedQuery];
}
